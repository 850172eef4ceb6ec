# What takes a query of its own for each guest and seldom changes: kept for some minutes, and read within a time allowed, so
# that the inventory of a big host stays quick. What has not been read yet says so.

$script:details = @{}
$script:detailMinutes = 10
$script:together = 8
$script:optionalCommands = @{}

# Whether this Hyper-V has the command: assigned devices and GPU partitions came later than the module.
function Test-OptionalCommand([string]$Name) {
    if (-not $script:optionalCommands.ContainsKey($Name)) {
        $script:optionalCommands[$Name] = $null -ne (Get-Command -Name "Hyper-V\$Name" -ErrorAction SilentlyContinue)
    }
    $script:optionalCommands[$Name]
}

# One command for some guests at once; a guest that cannot be looked into costs a warning, not the inventory: a save of it
# will say what is wrong.
function Get-GuestParts([string]$Name, [object[]]$VMs) {
    if (-not (Test-OptionalCommand $Name)) { return }
    $wrong = $null
    & "Hyper-V\$Name" -VM $VMs -ErrorAction SilentlyContinue -ErrorVariable wrong
    foreach ($record in $wrong) { if ($record -is [System.Management.Automation.ErrorRecord]) { Write-Warning (Get-ErrorText $record) } }
}

# Why the memory of a guest cannot be saved, as words, is found out for several guests together.
function Read-Details([object[]]$VMs) {
    $reasons = @{}
    foreach ($vm in $VMs) { $reasons[$vm.Id] = @() }
    foreach ($device in @(Get-GuestParts 'Get-VMAssignableDevice' $VMs)) { $reasons[$device.VMId] += 'assigned-device' }
    foreach ($adapter in @(Get-GuestParts 'Get-VMGpuPartitionAdapter' $VMs)) { $reasons[$adapter.VMId] += 'gpu-partition' }
    foreach ($processor in @(Get-GuestParts 'Get-VMProcessor' $VMs)) {
        if ($processor.ExposeVirtualizationExtensions) { $reasons[$processor.VMId] += 'nested-virtualization' }
    }
    foreach ($vm in $VMs) {
        $script:details[$vm.Id] = @{
            until     = [datetime]::UtcNow.AddMinutes($script:detailMinutes)
            clustered = [bool]$vm.IsClustered
            obstacle  = @($reasons[$vm.Id] | Select-Object -Unique) -join ' '
        }
    }
}

function Get-Detail([object]$VM) {
    $script:details[$VM.Id]
}

# Reads what is missing or old, missing before old, guests that run before the others, as far as the time goes.
function Update-Detail([object[]]$VMs, [int]$BudgetMs) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $now = [datetime]::UtcNow
    $first = @()
    $then = @()
    $last = @()
    foreach ($vm in $VMs) {
        $known = $script:details[$vm.Id]
        if ($null -ne $known) {
            if ($known.until -lt $now) { $last += $vm }
        } elseif ("$($vm.State)" -eq 'Running') { $first += $vm } else { $then += $vm }
    }
    $all = @($first + $then + $last)
    for ($i = 0; $i -lt $all.Count; $i += $script:together) {
        if ($clock.ElapsedMilliseconds -ge $BudgetMs) { return }
        Read-Details @($all[$i..([System.Math]::Min($i + $script:together, $all.Count) - 1)])
    }
}
