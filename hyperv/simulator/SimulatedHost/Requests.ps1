# State changes as Hyper-V accepts or refuses them. Every request answers with a code (0 done, 4096 a job has begun,
# otherwise refused) and the job's identifier.

$script:jobStarted = 4096
$script:failed = 32768
$script:invalidState = 32775
$script:notReady = 32780
$script:guestLocked = 32781
$script:alreadyStopping = 32782
# How long Hyper-V waits for a guest that was asked to shut down and does nothing.
$script:guestPatience = 300.0

$script:allowedStates = @{
    Save     = 'Running', 'Paused'
    Shutdown = @('Running')
    TurnOff  = 'Running', 'Paused', 'Saved', 'FastSaved'
    Start    = 'Off', 'Saved', 'Paused', 'FastSaved', 'Hibernated'
    Pause    = @('Running')
    Resume   = @('Paused')
}

function Test-RequestAllowed([hashtable]$Simulated, [string]$Id, [string]$Kind) {
    $Simulated.State.vms[$Id].state -in $script:allowedStates[$Kind] -and $Simulated.Description.ById[$Id].Faults -notcontains 'backing-up'
}

function Request-StateChange([hashtable]$Simulated, [string]$Id, [string]$Kind, [bool]$Force = $false, [string]$Reason = '') {
    if (-not (Test-RequestAllowed $Simulated $Id $Kind)) { return @{ Code = $script:invalidState } }
    $state = $Simulated.State
    $vm = $state.vms[$Id]
    $described = $Simulated.Description.ById[$Id]
    if ($Kind -eq 'Shutdown') {
        $refusal = Get-ShutdownRefusal $Simulated $Id $Force
        if ($refusal) { return @{ Code = $refusal } }
    }
    Move-Saves $state $Simulated.Now
    $job = New-HostJob $state $Id $Kind
    switch ($Kind) {
        'Save' { Start-Save $Simulated $vm $described $job }
        'Shutdown' { Start-Shutdown $vm $described $job $Force $Reason }
        'TurnOff' { Start-TurnOff $state $vm $job }
        'Start' { Start-Start $state $vm $described $job }
        'Pause' { Start-Activity $vm $job 'pause' 'Pausing' ($state.time + $script:pauseSeconds) }
        'Resume' { Start-Activity $vm $job 'resume' 'Resuming' ($state.time + $script:pauseSeconds) }
    }
    $Simulated.Changed = $true
    Step-Host $Simulated
    @{ Code = $script:jobStarted; Job = $job.id }
}

function Start-Activity([hashtable]$Vm, [hashtable]$Job, [string]$Activity, [string]$Name, [object]$Due) {
    $Vm.from = $Vm.state
    $Vm.state = $Name
    $Vm.activity = $Activity
    $Vm.due = $Due
    $Vm.job = $Job.id
    $Vm.stopsItselfAt = $null
}

# --- save
function Start-Save([hashtable]$Simulated, [hashtable]$Vm, [hashtable]$Described, [hashtable]$Job) {
    $refusal = Get-SaveRefusal $Simulated $Described
    if ($refusal) {
        Stop-HostJob $Simulated.State $Job.id $script:failed $refusal
        return
    }
    Start-Activity $Vm $Job 'save' 'Saving' $null
    $Vm.volume = $Described.Volume
    $Vm.total = [double]$Described.MemoryMb
    $Vm.left = [double]$Described.MemoryMb
    $Vm.failsAt = if ($Described.Faults -contains 'save-fails') { $Described.MemoryMb / 2 } else { 0.0 }
    $Vm.room = [double]$Described.MemoryMb
}

function Get-SaveRefusal([hashtable]$Simulated, [hashtable]$Described) {
    if ($Described.GpuPartitions) { return 'HasGpuPartitions' }
    if ($Described.AssignedDevices) { return 'HasAssignedDevices' }
    if ((Get-FreeMb $Simulated $Described.Volume) -lt $Described.MemoryMb) { return 'NoRoom' }
}

# What the description says is free, less what saved states have taken since.
function Get-FreeMb([hashtable]$Simulated, [string]$Volume) {
    $free = $Simulated.Description.Volumes[$Volume].FreeMb
    foreach ($vm in $Simulated.State.vms.Values) {
        if ($vm.room -gt 0 -and $vm.volume -eq $Volume) { $free -= $vm.room }
    }
    [System.Math]::Max(0.0, [double]$free)
}

# --- guest shutdown
# The status of the guest's shutdown service: nobody answers before the guest has booted.
function Get-ShutdownServiceStatus([hashtable]$Simulated, [string]$Id) {
    $described = $Simulated.Description.ById[$Id]
    $vm = $Simulated.State.vms[$Id]
    if ($described.ShutdownService -eq 'Disabled') { return 'Disabled' }
    if ($vm.state -notin $script:activeStates -or -not (Test-Booted $Simulated $Id)) { return 'NoContact' }
    $described.ShutdownService
}

function Test-Booted([hashtable]$Simulated, [string]$Id) {
    $Simulated.Description.ById[$Id].Faults -notcontains 'boot-fails' -and $Simulated.State.vms[$Id].bootedAt -le $Simulated.Now
}

function Get-ShutdownRefusal([hashtable]$Simulated, [string]$Id, [bool]$Force) {
    switch (Get-ShutdownServiceStatus $Simulated $Id) {
        'Disabled' { return $script:failed }
        { $_ -notin 'Ok', 'Degraded' } { return $script:notReady }
    }
    if (-not $Force -and $Simulated.Description.ById[$Id].Faults -contains 'locked') { return $script:guestLocked }
}

function Start-Shutdown([hashtable]$Vm, [hashtable]$Described, [hashtable]$Job, [bool]$Force, [string]$Reason) {
    if ($Described.Faults -contains 'ignores-shutdown') {
        $Job.due = $Job.began + $script:guestPatience
        return
    }
    Start-Activity $Vm $Job 'shutdown' 'Stopping' ($Job.began + $Described.ShutdownSeconds)
    $Vm.force = $Force
    $Vm.reason = $Reason
}

# Msvm_ShutdownComponent.InitiateShutdown answers at once and starts no job that could be followed.
function Request-GuestShutdown([hashtable]$Simulated, [string]$Id, [bool]$Force, [string]$Reason) {
    $vm = $Simulated.State.vms[$Id]
    if ($vm.state -eq 'Stopping') { return $script:alreadyStopping }
    $answer = Request-StateChange $Simulated $Id 'Shutdown' $Force $Reason
    if ($answer.Code -eq $script:jobStarted) { return 0 }
    $answer.Code
}

# --- off and on
function Start-TurnOff([hashtable]$State, [hashtable]$Vm, [hashtable]$Job) {
    if ($Vm.state -in 'Saved', 'FastSaved') {
        # There is no process to end: the saved memory is deleted, and that is all.
        Set-Inactive $Vm 'Off'
        Complete-HostJob $State $Job.id
        return
    }
    Start-Activity $Vm $Job 'turnoff' 'Stopping' ($State.time + $script:turnOffSeconds)
}

function Start-Start([hashtable]$State, [hashtable]$Vm, [hashtable]$Described, [hashtable]$Job) {
    if ($Vm.state -eq 'Paused') {
        Start-Activity $Vm $Job 'resume' 'Resuming' ($State.time + $script:pauseSeconds)
        return
    }
    $fails = $Described.Faults -contains 'start-fails'
    $saved = $Vm.state -in 'Saved', 'FastSaved'
    $seconds = $script:restartSeconds
    if ($saved) { $seconds += $Described.MemoryMb / [System.Math]::Max(1.0, [double]$State.rates[$Described.Volume]) }
    $activity = if ($fails) { 'failing-start' } elseif ($saved) { 'restore' } else { 'start' }
    Start-Activity $Vm $Job $activity 'Starting' ($State.time + $seconds)
    $Vm.boot = $Described.BootSeconds
    $Vm.processId = New-ProcessId $State
}

# The worker process is killed from outside: Hyper-V finds the guest gone.
function Stop-WorkerProcess([hashtable]$Simulated, [string]$Id) {
    $state = $Simulated.State
    $vm = $state.vms[$Id]
    Move-Saves $state $Simulated.Now
    $job = $vm.job
    Set-Inactive $vm 'Off'
    Stop-HostJob $state $job $script:failed 'ProcessGone'
    Add-WorkerEvent $state 14070 $Id
    $Simulated.Changed = $true
    Step-Host $Simulated
}
