# The enumerations whose values the real module hands out, with its names and numbers.
# They are used by value only: a script outside cannot name a module's enumeration as a parameter's type.

enum VMState {
    Other = 1
    Running = 2
    Off = 3
    Stopping = 4
    Saved = 6
    Paused = 9
    Starting = 10
    Reset = 11
    Saving = 32773
    Pausing = 32776
    Resuming = 32777
    FastSaved = 32779
    FastSaving = 32780
    ForceShutdown = 32781
    ForceReboot = 32782
    Hibernated = 32783
    ComponentServicing = 32784
    RunningCritical = 32785
    OffCritical = 32786
    StoppingCritical = 32787
    SavedCritical = 32788
    PausedCritical = 32789
    StartingCritical = 32790
    ResetCritical = 32791
    SavingCritical = 32792
    PausingCritical = 32793
    ResumingCritical = 32794
    FastSavedCritical = 32795
    FastSavingCritical = 32796
}

enum VMOperationalStatus {
    Ok = 2
    Degraded = 3
    PredictiveFailure = 5
    InService = 11
    Dormant = 15
    BackingUpVirtualMachine = 32776
}

enum VMHeartbeatStatus {
    Unknown = 0
    Disabled = 1
    NoContact = 2
    Error = 3
    LostCommunication = 4
    OkApplicationsUnknown = 5
    OkApplicationsHealthy = 6
    OkApplicationsCritical = 7
    Paused = 8
}

enum VMIntegrationComponentOperationalStatus {
    Ok = 2
    Degraded = 3
    Error = 6
    NonRecoverableError = 7
    NoContact = 12
    LostCommunication = 13
    ProtocolMismatch = 32775
    Disabled = 32896
}

enum StopAction {
    TurnOff = 2
    Save = 3
    ShutDown = 4
}

enum StartAction {
    Nothing = 2
    StartIfRunning = 3
    Start = 4
}

enum CriticalErrorAction {
    None = 0
    Pause = 1
}

enum CheckpointType {
    Disabled = 2
    Production = 3
    ProductionOnly = 4
    Standard = 5
}

enum VMReplicationMode {
    None = 0
    Primary = 1
    Replica = 2
    TestReplica = 3
    ExtendedReplica = 4
}

enum VMReplicationState {
    Disabled = 0
    ReadyForInitialReplication = 1
    Replicating = 4
}

enum VMReplicationHealthState {
    NotApplicable = 0
    Normal = 1
}

# The values by name. Looking a name up here is many times faster than converting a string, which an inventory does
# for every property of every guest.
function New-ValueTable([type]$Enumeration) {
    $table = @{}
    foreach ($value in [enum]::GetValues($Enumeration)) { $table["$value"] = $value }
    $table
}

$script:vmStates = New-ValueTable ([VMState])
$script:stopActions = New-ValueTable ([StopAction])
$script:startActions = New-ValueTable ([StartAction])
$script:componentStatuses = New-ValueTable ([VMIntegrationComponentOperationalStatus])
$script:heartbeats = New-ValueTable ([VMHeartbeatStatus])
$script:replicationModes = New-ValueTable ([VMReplicationMode])
$script:replicationStates = New-ValueTable ([VMReplicationState])
$script:replicationHealths = New-ValueTable ([VMReplicationHealthState])
$script:operationalOk = [VMOperationalStatus]::Ok
$script:operationalBackup = [VMOperationalStatus]::BackingUpVirtualMachine
$script:productionCheckpoint = [CheckpointType]::Production
$script:pauseOnError = [CriticalErrorAction]::Pause
