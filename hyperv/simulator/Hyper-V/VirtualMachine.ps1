# Get-VM and its objects. An object keeps what it has read for five seconds, then a property that is asked for makes it
# read again: Key holds the last reading.

$script:keptSeconds = 5

# What each property makes of a reading ($key). Only what is asked for is made: most calls look at two or three of them,
# and a call for fifty guests would make a thousand. Written out in place, because a call of a function for each property
# would make an inventory several times slower.
$script:readProperties = [ordered]@{
    State                               = '$script:vmStates[$key.State]'
    Status                              = 'if ($key.Busy) { $key.Texts.StatusBackup } else { $key.Texts.StatusOk }'
    OperationalStatus                   = 'if ($key.Busy) { , @($script:operationalOk, $script:operationalBackup) } else { , @($script:operationalOk) }'
    PrimaryOperationalStatus            = '$script:operationalOk'
    SecondaryOperationalStatus          = 'if ($key.Busy) { $script:operationalBackup }'
    StatusDescriptions                  = 'if ($key.Busy) { , @($key.Texts.StatusOk, $key.Texts.StatusBackup) } else { , @($key.Texts.StatusOk) }'
    PrimaryStatusDescription            = '$key.Texts.StatusOk'
    SecondaryStatusDescription          = 'if ($key.Busy) { $key.Texts.StatusBackup }'
    Heartbeat                           = 'if ($key.Active) { $script:heartbeats[$(if ($key.State -eq ''Paused'') { ''Paused'' } elseif ($key.Booted) { ''OkApplicationsHealthy'' } else { ''NoContact'' })] }'
    Uptime                              = '[timespan]::FromSeconds($key.UpSeconds)'
    MemoryAssigned                      = '$key.Memory'
    MemoryDemand                        = '[long]($key.Memory * 0.75)'
    CPUUsage                            = 'if ($key.Active) { 3 } else { 0 }'
    AutomaticStopAction                 = '$script:stopActions[$key.Settings.AutomaticStopAction]'
    AutomaticStartAction                = '$script:startActions[$key.Settings.AutomaticStartAction]'
    AutomaticStartDelay                 = '[int]$key.Settings.AutomaticStartDelay'
    AutomaticCriticalErrorAction        = '$script:pauseOnError'
    AutomaticCriticalErrorActionTimeout = '30'
    Notes                               = '[string]$key.Settings.Notes'
}
$script:booting = 'start', 'restore', 'failing-start'

$script:getters = foreach ($property in $script:readProperties.GetEnumerator()) {
    $text = '$key = $this.Key; if ([System.Diagnostics.Stopwatch]::GetTimestamp() -gt $key.Until) { Update-Reading $key }; ' + $property.Value
    [psscriptproperty]::new($property.Key, $ExecutionContext.SessionState.Module.NewBoundScriptBlock([scriptblock]::Create($text)))
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
    $readings = Invoke-OnHost {
        param($simulated)
        New-Reading $simulated $Targets
    }
    foreach ($reading in $readings) {
        $object = (Get-Prototype $reading.Described).PSObject.Copy()
        $object.Key = $reading
        $object
    }
}

# All that does not change from one reading to the next is put together once; a copy of it takes a tenth of the time.
$script:prototypes = @{}

function Get-Prototype([hashtable]$Described) {
    $known = $script:prototypes[$Described.Id]
    if ($known -and [object]::ReferenceEquals($known.Described, $Described)) { return $known.Object }
    $object = New-VirtualMachineObject $Described
    $script:prototypes[$Described.Id] = @{ Described = $Described; Object = $object }
    $object
}

function New-VirtualMachineObject([hashtable]$Described) {
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
        Key                           = $null
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

function New-Reading([hashtable]$Simulated, [string[]]$Targets) {
    $texts = Get-TextTable
    $until = [System.Diagnostics.Stopwatch]::GetTimestamp() + $script:keptSeconds * [System.Diagnostics.Stopwatch]::Frequency
    foreach ($id in $Targets) {
        $described = $Simulated.Description.ById[$id]
        $vm = $Simulated.State.vms[$id]
        $active = $vm.state -in $script:activeStates
        @{
            Id        = $id
            Until     = $until
            Described = $described
            State     = $vm.state
            Active    = $active
            Booted    = $vm.activity -notin $script:booting -and $vm.bootedAt -le $Simulated.Now -and $described.Faults -notcontains 'boot-fails'
            Busy      = $described.Faults -contains 'backing-up'
            UpSeconds = if ($active) { [System.Math]::Max(0.0, $Simulated.Now - $vm.startedAt) } else { 0.0 }
            Memory    = if ($active) { [long]$described.MemoryMb * 1MB } else { [long]0 }
            Settings  = if ($vm.settings.Count -eq 0) { $described } else { Get-VmSettings $described $vm }
            Texts     = $texts
        }
    }
}

# What the description says, with what Set-VM has set since.
function Get-VmSettings([hashtable]$Described, [hashtable]$Vm) {
    $settings = $Described.Clone()
    foreach ($name in $Vm.settings.Keys) { $settings[$name] = $Vm.settings[$name] }
    $settings
}
