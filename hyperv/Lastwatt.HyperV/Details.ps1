# What takes a query of its own for each guest and seldom changes: kept for some minutes, and read within a time allowed, so
# that the inventory of a big host stays quick. What has not been read yet says so.

$script:details = @{}
$script:detailMinutes = 10
$script:optionalCommands = @{}

# Whether this Hyper-V has the command: assigned devices and GPU partitions came later than the module.
function Test-OptionalCommand([string]$Name) {
    if (-not $script:optionalCommands.ContainsKey($Name)) {
        $script:optionalCommands[$Name] = $null -ne (Get-Command -Name "Hyper-V\$Name" -ErrorAction SilentlyContinue)
    }
    $script:optionalCommands[$Name]
}

# Why the memory of this guest cannot be saved, as words; nothing where it can.
function Get-SaveObstacle([object]$VM) {
    $reasons = @()
    if ((Test-OptionalCommand 'Get-VMAssignableDevice') -and @(Hyper-V\Get-VMAssignableDevice -VM $VM).Count) { $reasons += 'assigned-device' }
    if ((Test-OptionalCommand 'Get-VMGpuPartitionAdapter') -and @(Hyper-V\Get-VMGpuPartitionAdapter -VM $VM).Count) { $reasons += 'gpu-partition' }
    if (Test-OptionalCommand 'Get-VMProcessor') {
        foreach ($processor in @(Hyper-V\Get-VMProcessor -VM $VM)) {
            if ($processor.ExposeVirtualizationExtensions) { $reasons += 'nested-virtualization' }
        }
    }
    $reasons -join ' '
}

function Read-Detail([object]$VM) {
    try {
        $obstacle = Get-SaveObstacle $VM
    } catch {
        # One guest that cannot be looked into must not cost the whole inventory; a save of it will say what is wrong.
        Write-Warning (Get-ErrorText $_)
        $obstacle = ''
    }
    $script:details[$VM.Id] = @{
        until     = [datetime]::UtcNow.AddMinutes($script:detailMinutes)
        clustered = [bool]$VM.IsClustered
        obstacle  = $obstacle
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
    foreach ($vm in $first + $then + $last) {
        if ($clock.ElapsedMilliseconds -ge $BudgetMs) { return }
        Read-Detail $vm
    }
}
