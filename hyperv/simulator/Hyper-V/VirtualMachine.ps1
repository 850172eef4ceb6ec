# Get-VM and its objects. An object keeps what it has read for five seconds, then a property that is asked for makes it
# read again: Key holds the last reading.

$script:keptSeconds = 5
$script:readProperties = 'State', 'Status', 'OperationalStatus', 'PrimaryOperationalStatus', 'SecondaryOperationalStatus',
    'StatusDescriptions', 'PrimaryStatusDescription', 'SecondaryStatusDescription', 'Heartbeat', 'Uptime', 'MemoryAssigned',
    'MemoryDemand', 'CPUUsage', 'AutomaticStopAction', 'AutomaticStartAction', 'AutomaticStartDelay',
    'AutomaticCriticalErrorAction', 'AutomaticCriticalErrorActionTimeout', 'Notes'

# The reading is looked up in place: a call of a function for each property would make an inventory ten times slower.
$script:getters = foreach ($property in $script:readProperties) {
    $text = '$key = $this.Key; if ([System.Diagnostics.Stopwatch]::GetTimestamp() -gt $key.Until) { Update-Reading $key }; , $key.' + $property
    [psscriptproperty]::new($property, $ExecutionContext.SessionState.Module.NewBoundScriptBlock([scriptblock]::Create($text)))
}

function Get-VM {
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    param(
        [Parameter(ParameterSetName = 'Name', Position = 0, ValueFromPipeline)][Alias('VMName')][ValidateNotNullOrEmpty()][string[]]$Name,
        [Parameter(ParameterSetName = 'Id', Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)][ValidateNotNull()][System.Nullable[guid]]$Id
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-HyperVCall $PSCmdlet
    }
    process {
        if (-not $ready) { return }
        if ($PSCmdlet.ParameterSetName -eq 'Id') { $targets = Get-ObjectId $PSCmdlet @(@{ Id = $Id }) }
        elseif ($Name) { $targets = Get-TargetId $PSCmdlet $Name $null 'InvalidParameter' }
        else { $targets = foreach ($d in (Get-Description (Get-HostFile)).VMs) { $d.Id } }
        if ($targets) { Read-VmObject $targets }
    }
    end { if ($ready) { Exit-Call } }
}

function Read-VmObject([string[]]$Targets) {
    $read = Invoke-OnHost {
        param($simulated)
        foreach ($id in $Targets) { @{ Described = $simulated.Description.ById[$id]; Reading = New-Reading $simulated $id } }
    }
    foreach ($one in $read) { New-VirtualMachineObject $one.Described $one.Reading }
}

function New-VirtualMachineObject([hashtable]$Described, [hashtable]$Reading) {
    $id = [guid]$Described.Id
    $folder = '{0}\Hyper-V\{1}' -f $Described.Volume, $Described.Name
    $memory = [long]$Described.MemoryMb * 1MB
    $object = [pscustomobject]@{
        PSTypeName                    = 'Microsoft.HyperV.PowerShell.VirtualMachine'
        Name                          = $Described.Name
        VMName                        = $Described.Name
        Id                            = $id
        VMId                          = $id
        ComputerName                  = (Get-HostName)
        Generation                    = $Described.Generation
        Version                       = '10.0'
        CreationTime                  = [datetime]::new(2025, 1, 15, 9, 0, 0)
        IsClustered                   = $Described.Clustered
        IsDeleted                     = $false
        DynamicMemoryEnabled          = $Described.DynamicMemory
        MemoryStartup                 = $memory
        MemoryMinimum                 = if ($Described.DynamicMemory) { 512MB } else { $memory }
        MemoryMaximum                 = $memory
        ProcessorCount                = [long]2
        ReplicationMode               = [VMReplicationMode]$Described.ReplicationMode
        ReplicationState              = [VMReplicationState]$(if ($Described.ReplicationMode -eq 'None') { 'Disabled' } else { 'Replicating' })
        ReplicationHealth             = [VMReplicationHealthState]$(if ($Described.ReplicationMode -eq 'None') { 'NotApplicable' } else { 'Normal' })
        IntegrationServicesState      = ''
        IntegrationServicesVersion    = [version]'0.0'
        Groups                        = @()
        CheckpointType                = [CheckpointType]::Production
        AutomaticCheckpointsEnabled   = $false
        ParentSnapshotId              = $null
        ParentSnapshotName            = $null
        Path                          = $folder
        ConfigurationLocation         = $folder
        SnapshotFileLocation          = $folder
        SmartPagingFilePath           = $folder
        Key                           = $Reading
    }
    foreach ($getter in $script:getters) { $object.PSObject.Properties.Add($getter.Copy(), $true) }
    $object
}

# --- readings
function Update-Reading([hashtable]$Key) {
    $issue = Get-ConnectionIssue
    if ($issue) { throw [ServerConnectionException]::new((Get-Text $script:issues[$issue].Text (Get-HostName)), $issue, $script:issues[$issue].HResult) }
    $id = $Key.Id
    $new = Invoke-OnHost {
        param($simulated)
        if ($simulated.State.vms.ContainsKey($id)) { New-Reading $simulated $id }
    }
    if (-not $new) { throw [VirtualizationObjectNotFoundException]::new((Get-Text 'IdNotFound' $id)) }
    foreach ($name in $new.Keys) { $Key[$name] = $new[$name] }
}

function New-Reading([hashtable]$Simulated, [string]$Id) {
    $described = $Simulated.Description.ById[$Id]
    $vm = $Simulated.State.vms[$Id]
    $active = $vm.state -in $script:activeStates
    $memory = if ($active) { [long]$described.MemoryMb * 1MB } else { [long]0 }
    $busy = $described.Faults -contains 'backing-up'
    $descriptions = @(Get-Text 'StatusOk') + @(if ($busy) { Get-Text 'StatusBackup' })
    @{
        Id                                  = $Id
        Until                               = [System.Diagnostics.Stopwatch]::GetTimestamp() + $script:keptSeconds * [System.Diagnostics.Stopwatch]::Frequency
        State                               = [VMState]$vm.state
        Status                              = $descriptions[-1]
        OperationalStatus                   = if ($busy) { [VMOperationalStatus]::Ok, [VMOperationalStatus]::BackingUpVirtualMachine } else { , [VMOperationalStatus]::Ok }
        PrimaryOperationalStatus            = [VMOperationalStatus]::Ok
        SecondaryOperationalStatus          = if ($busy) { [VMOperationalStatus]::BackingUpVirtualMachine } else { $null }
        StatusDescriptions                  = $descriptions
        PrimaryStatusDescription            = $descriptions[0]
        SecondaryStatusDescription          = if ($busy) { $descriptions[1] } else { $null }
        Heartbeat                           = Get-HeartbeatStatus $Simulated $Id
        Uptime                              = if ($active) { [timespan]::FromSeconds([System.Math]::Max(0.0, $Simulated.Now - $vm.startedAt)) } else { [timespan]::Zero }
        MemoryAssigned                      = $memory
        MemoryDemand                        = [long]($memory * 0.75)
        CPUUsage                            = if ($active) { 3 } else { 0 }
        AutomaticStopAction                 = [StopAction](Get-VmSetting $described $vm 'AutomaticStopAction')
        AutomaticStartAction                = [StartAction](Get-VmSetting $described $vm 'AutomaticStartAction')
        AutomaticStartDelay                 = [int](Get-VmSetting $described $vm 'AutomaticStartDelay')
        AutomaticCriticalErrorAction        = [CriticalErrorAction]::Pause
        AutomaticCriticalErrorActionTimeout = 30
        Notes                               = [string](Get-VmSetting $described $vm 'Notes')
    }
}

# What Set-VM has set, or else what the description says.
function Get-VmSetting([hashtable]$Described, [hashtable]$Vm, [string]$Name) {
    if ($Vm.settings.ContainsKey($Name)) { $Vm.settings[$Name] } else { $Described[$Name] }
}

function Get-HeartbeatStatus([hashtable]$Simulated, [string]$Id) {
    $vm = $Simulated.State.vms[$Id]
    if ($vm.state -notin $script:activeStates) { return $null }
    if ($vm.state -eq 'Paused') { return [VMHeartbeatStatus]::Paused }
    if ($vm.activity -in 'start', 'restore', 'failing-start' -or -not (Test-Booted $Simulated $Id)) { return [VMHeartbeatStatus]::NoContact }
    [VMHeartbeatStatus]::OkApplicationsHealthy
}
