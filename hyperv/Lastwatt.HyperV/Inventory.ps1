# All guests, with what the planner needs. As few queries as possible: one for the guests, one for their shutdown services,
# one for each volume.

$script:hostFacts = $null
$script:busyWords = 'CreatingSnapshot', 'ApplyingSnapshot', 'DeletingSnapshot', 'WaitingToStart', 'MergingDisks',
    'ExportingVirtualMachine', 'MigratingVirtualMachine', 'BackingUpVirtualMachine', 'ModifyingUpVirtualMachine',
    'StorageMigrationPhaseOne', 'StorageMigrationPhaseTwo', 'MigratingPlannedVm', 'CheckingCompatibility'

# The volume that a path lies on: a drive, a cluster shared volume, or a share.
function Get-VolumeName([string]$Path) {
    if ($Path -match '^[A-Za-z]:\\ClusterStorage\\[^\\]+') { return $Matches[0] }
    if ($Path -match '^[A-Za-z]:') { return $Matches[0].ToUpperInvariant() }
    if ($Path -match '^\\\\[^\\]+\\[^\\]+') { return $Matches[0] }
    ''
}

# Free bytes, -1 where they cannot be had.
function Get-VolumeFree([string]$Name) {
    $limit = Get-CimLimit 'Get-CimInstance'
    try {
        if ($Name -match '^[A-Z]:$') {
            $disk = @(CimCmdlets\Get-CimInstance -ClassName Win32_LogicalDisk -Filter "DeviceID='$Name'" @limit)
        } elseif ($Name -match '^[A-Za-z]:\\') {
            $quoted = "$Name\".Replace('\', '\\').Replace("'", "\'")
            $disk = @(CimCmdlets\Get-CimInstance -ClassName Win32_Volume -Filter "Name='$quoted'" @limit)
        } else {
            return [int64]-1
        }
    } catch {
        Write-Warning (Get-ErrorText $_)
        return [int64]-1
    }
    foreach ($d in $disk) {
        if ($null -ne $d.FreeSpace) { return [int64]$d.FreeSpace }
        if ($null -ne $d.FreeSpaceInBytes) { return [int64]$d.FreeSpaceInBytes }
    }
    [int64]-1
}

# The other operation that is under way, or nothing.
function Get-BusyWord([object]$VM) {
    $word = "$($VM.SecondaryOperationalStatus)"
    if ($script:busyWords -contains $word) { return $word }
    ''
}

# A shutdown service's status as the word Hyper-V has for it; empty where the class does not say.
function Get-ComponentWord([object]$Component) {
    if ("$($Component.EnabledState)" -eq '3') { return 'Disabled' }
    $status = @($Component.OperationalStatus)
    if ($status.Count -eq 0 -or $null -eq $status[0]) { return '' }
    switch ("$($status[0])") {
        '2' { return 'Ok' }
        '3' { return 'Degraded' }
        '6' { return 'Error' }
        '7' { return 'NonRecoverableError' }
        '12' { return 'NoContact' }
        '13' { return 'LostCommunication' }
        '32775' { return 'ProtocolMismatch' }
        '32896' { return 'Disabled' }
    }
    ConvertTo-Bounded $status[0] 40
}

# The same from the guest's integration services: slower, one query for each guest.
function Get-ServiceWord([object]$VM) {
    foreach ($service in @(Hyper-V\Get-VMIntegrationService -VM $VM)) {
        if ("$($service.Id)" -like "*\$script:ShutdownServiceTail") {
            if (-not $service.Enabled) { return 'Disabled' }
            return ConvertTo-Bounded $service.PrimaryOperationalStatus 40
        }
    }
    'NoContact'
}

# Words for all guests at once, by id. Only a guest that runs has such a component.
function Get-ShutdownWords([object[]]$VMs) {
    $words = @{}
    foreach ($component in @(Get-VirtualizationInstance 'Msvm_ShutdownComponent')) {
        $id = [guid]::Empty
        if ([guid]::TryParse("$($component.SystemName)", [ref]$id)) { $words[$id] = Get-ComponentWord $component }
    }
    foreach ($vm in $VMs) {
        if ("$($vm.State)" -eq 'Running' -and -not $words[$vm.Id]) { $words[$vm.Id] = Get-ServiceWord $vm }
    }
    $words
}

function Get-BootTime {
    try {
        $limit = Get-CimLimit 'Get-CimInstance'
        $system = @(CimCmdlets\Get-CimInstance -ClassName Win32_OperatingSystem @limit)
        if ($system.Count -and $system[0].LastBootUpTime -is [datetime]) { return $system[0].LastBootUpTime.ToUniversalTime().ToString('o') }
    } catch {
        Write-Warning (Get-ErrorText $_)
    }
    $null
}

# The host itself; also the cheapest proof that Hyper-V answers this account.
function Get-LastwattHost {
    [CmdletBinding()]
    param()
    $vmhost = Hyper-V\Get-VMHost
    if ($null -eq $script:hostFacts) { $script:hostFacts = @{ bootTime = Get-BootTime } }
    [pscustomobject]@{
        name          = ConvertTo-Bounded $vmhost.Name
        memoryBytes   = [int64]$vmhost.MemoryCapacity
        bootTime      = $script:hostFacts.bootTime
        moduleVersion = "$($ExecutionContext.SessionState.Module.Version)"
        hyperVModule  = "$((Get-Module -Name 'Hyper-V').Version)"
        languageMode  = "$($ExecutionContext.SessionState.LanguageMode)"
    }
}

function ConvertTo-Guest([object]$VM, [string]$Service) {
    $memory = [int64]$VM.MemoryAssigned
    if ($memory -le 0) { $memory = [int64]$VM.MemoryStartup }
    $detail = Get-Detail $VM
    $mode = "$($VM.ReplicationMode)"
    $uptime = [int64]0
    if ($VM.Uptime -is [timespan]) { $uptime = [int64]$VM.Uptime.TotalMilliseconds }
    [pscustomobject]@{
        id              = $VM.Id.ToString('D')
        name            = ConvertTo-Bounded $VM.Name 400
        state           = "$($VM.State)"
        memoryBytes     = $memory
        volume          = Get-VolumeName "$($VM.ConfigurationLocation)"
        shutdownService = $Service
        heartbeat       = "$($VM.Heartbeat)"
        clustered       = [bool]($null -ne $detail -and $detail.clustered)
        replica         = $mode -eq 'Replica' -or $mode -eq 'TestReplica' -or $mode -eq 'ExtendedReplica'
        busyWith        = Get-BusyWord $VM
        cannotSave      = $(if ($null -ne $detail) { $detail.obstacle } else { '' })
        detailsKnown    = $null -ne $detail
        stopAction      = "$($VM.AutomaticStopAction)"
        startAction     = "$($VM.AutomaticStartAction)"
        startDelay      = [int]$VM.AutomaticStartDelay
        uptimeMs        = $uptime
        notes           = ConvertTo-Bounded $VM.Notes 2000
    }
}

function Get-LastwattInventory {
    [CmdletBinding()]
    param(
        # Time allowed for what needs a query for each guest.
        [int]$DetailBudgetMs = 200
    )
    $facts = Get-LastwattHost
    $vms = @(Hyper-V\Get-VM)
    $words = Get-ShutdownWords $vms
    Update-Detail $vms $DetailBudgetMs
    $guests = @(foreach ($vm in $vms) { ConvertTo-Guest $vm "$($words[$vm.Id])" })
    $names = @{}
    foreach ($guest in $guests) { if ($guest.volume) { $names[$guest.volume] = $true } }
    [pscustomobject]@{
        host     = $facts.name
        bootTime = $facts.bootTime
        guests   = $guests
        volumes  = @(foreach ($name in $names.Keys) { [pscustomobject]@{ name = $name; freeBytes = Get-VolumeFree $name } })
    }
}
