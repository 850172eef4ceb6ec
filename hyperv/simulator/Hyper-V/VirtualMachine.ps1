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
        else { $targets = foreach ($d in $script:current.VMs) { $d.Id } }
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
        ComputerName                  = $script:current.Name
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
        ReplicationMode               = $script:replicationModes[$Described.ReplicationMode]
        ReplicationState              = $script:replicationStates[$(if ($Described.ReplicationMode -eq 'None') { 'Disabled' } else { 'Replicating' })]
        ReplicationHealth             = $script:replicationHealths[$(if ($Described.ReplicationMode -eq 'None') { 'NotApplicable' } else { 'Normal' })]
        IntegrationServicesState      = ''
        IntegrationServicesVersion    = [version]'0.0'
        Groups                        = @()
        CheckpointType                = $script:productionCheckpoint
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
    $script:current = Get-Description (Get-HostFile)
    $issue = Get-ConnectionIssue
    if ($issue) { throw [ServerConnectionException]::new((Get-Text $script:issues[$issue].Text $script:current.Name), $issue, $script:issues[$issue].HResult) }
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
    $settings = Get-VmSettings $described $vm
    $texts = Get-TextTable
    $descriptions = @($texts['StatusOk']) + @(if ($busy) { $texts['StatusBackup'] })
    @{
        Id                                  = $Id
        Until                               = [System.Diagnostics.Stopwatch]::GetTimestamp() + $script:keptSeconds * [System.Diagnostics.Stopwatch]::Frequency
        State                               = $script:vmStates[$vm.state]
        Status                              = $descriptions[-1]
        OperationalStatus                   = if ($busy) { $script:operationalOk, $script:operationalBackup } else { , $script:operationalOk }
        PrimaryOperationalStatus            = $script:operationalOk
        SecondaryOperationalStatus          = if ($busy) { $script:operationalBackup } else { $null }
        StatusDescriptions                  = $descriptions
        PrimaryStatusDescription            = $descriptions[0]
        SecondaryStatusDescription          = if ($busy) { $descriptions[1] } else { $null }
        Heartbeat                           = Get-HeartbeatStatus $Simulated $Id
        Uptime                              = if ($active) { [timespan]::FromSeconds([System.Math]::Max(0.0, $Simulated.Now - $vm.startedAt)) } else { [timespan]::Zero }
        MemoryAssigned                      = $memory
        MemoryDemand                        = [long]($memory * 0.75)
        CPUUsage                            = if ($active) { 3 } else { 0 }
        AutomaticStopAction                 = $script:stopActions[$settings.AutomaticStopAction]
        AutomaticStartAction                = $script:startActions[$settings.AutomaticStartAction]
        AutomaticStartDelay                 = [int]$settings.AutomaticStartDelay
        AutomaticCriticalErrorAction        = $script:pauseOnError
        AutomaticCriticalErrorActionTimeout = 30
        Notes                               = [string]$settings.Notes
    }
}

# What the description says, with what Set-VM has set since.
function Get-VmSettings([hashtable]$Described, [hashtable]$Vm) {
    if ($Vm.settings.Count -eq 0) { return $Described }
    $settings = $Described.Clone()
    foreach ($name in $Vm.settings.Keys) { $settings[$name] = $Vm.settings[$name] }
    $settings
}

function Get-HeartbeatStatus([hashtable]$Simulated, [string]$Id) {
    $vm = $Simulated.State.vms[$Id]
    if ($vm.state -notin $script:activeStates) { return $null }
    if ($vm.state -eq 'Paused') { return $script:heartbeats.Paused }
    if ($vm.activity -in 'start', 'restore', 'failing-start' -or -not (Test-Booted $Simulated $Id)) { return $script:heartbeats.NoContact }
    $script:heartbeats.OkApplicationsHealthy
}
