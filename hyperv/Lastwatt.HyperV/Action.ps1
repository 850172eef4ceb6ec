# Asking guests to stop and to start. Every action begins with a fresh look at the guest, by its id; a request is made once
# and nobody waits here for its end. Never Stop-VM: forced it may pull the plug, and unforced it may ask a question.
#
# RequestStateChange and InitiateShutdown answer 0 (done) or 4096 (a job has begun); anything else is a refusal.

$script:causes = @{
    32769 = 'denied'; 32774 = 'busy'; 32775 = 'wrong-state'; 32778 = 'no-room'; 32779 = 'gone'; 32789 = 'gone'
}

# From where to where. A guest on its way by the same request is left alone; every other state refuses. A guest that is
# Stopping may be asked to be saved: hosts are expected to refuse (32775), which changes nothing, and the answer shows it.
$script:changes = @{
    'shutdown' = @{ from = @('Running'); already = @('Off', 'Saved', 'FastSaved', 'Hibernated', 'OffCritical', 'SavedCritical', 'FastSavedCritical', 'Stopping', 'ForceShutdown') }
    'save'     = @{ code = 6; from = @('Running', 'Paused', 'Stopping'); already = @('Off', 'Saved', 'FastSaved', 'Hibernated', 'OffCritical', 'SavedCritical', 'FastSavedCritical', 'Saving', 'FastSaving') }
    # Never from a saved state: that would be accepted, and throw the memory away.
    'turn-off' = @{ code = 3; from = @('Running', 'Paused'); already = @('Off', 'Saved', 'FastSaved', 'Hibernated', 'OffCritical', 'SavedCritical', 'FastSavedCritical') }
    'start'    = @{ code = 2; from = @('Off', 'Saved', 'Paused', 'FastSaved', 'Hibernated'); already = @('Running', 'Starting', 'Resuming') }
}

function New-Answer([string]$Kind, [string]$State, [string]$Cause, [string]$Detail, [string]$Job) {
    [pscustomobject]@{ id = ''; answer = $Kind; state = $State; cause = $Cause; detail = $Detail; job = $Job }
}

# A refusal, with the other operation that explains it where there is one.
function New-Refusal([object]$VM, [string]$Cause, [string]$Detail) {
    $busy = Get-BusyWord $VM
    if ($busy -and $Cause -in 'wrong-state', 'failed', 'busy') {
        return New-Answer 'refused' "$($VM.State)" 'busy' "$busy $Detail"
    }
    New-Answer 'refused' "$($VM.State)" $Cause $Detail
}

function New-CodeRefusal([object]$VM, [string]$Method, [int64]$Code) {
    $cause = $script:causes[[int]$Code]
    if (-not $cause) { $cause = 'failed' }
    New-Refusal $VM $cause "$Method $Code state $($VM.State)"
}

# The objects that requests are made to, read for all guests at once where there are several requests: one query costs about
# as much for fifty guests as for one. They are only addresses; the state is read for each guest, just before its request.
$script:addresses = @{}
$script:several = 3

function Read-Addresses([object[]]$Requests) {
    $script:addresses = @{}
    $shutdowns = @($Requests | Where-Object { "$($_.action)" -eq 'shutdown' }).Count
    foreach ($kind in @('Msvm_ShutdownComponent', 'SystemName', $shutdowns), @('Msvm_ComputerSystem', 'Name', ($Requests.Count - $shutdowns))) {
        if ($kind[2] -lt $script:several) { continue }
        $table = @{}
        foreach ($instance in @(Get-VirtualizationInstance $kind[0])) { $table["$($instance.($kind[1]))"] = $instance }
        $script:addresses[$kind[0]] = $table
    }
}

function Get-Address([string]$ClassName, [string]$Property, [guid]$Id) {
    $guid = Get-CimGuid $Id
    $table = $script:addresses[$ClassName]
    if ($null -ne $table -and $null -ne $table[$guid]) { return $table[$guid] }
    Get-VirtualizationInstance $ClassName "$Property='$guid'"
}

function Request-Shutdown([object]$VM, [string]$Reason) {
    $component = @(Get-Address 'Msvm_ShutdownComponent' 'SystemName' $VM.Id)
    $word = ''
    if ($component.Count) { $word = Get-ComponentWord $component[0] }
    if (-not $word) { $word = Get-ServiceWord $VM }
    if (-not $component.Count -or $word -notin 'Ok', 'Degraded') {
        return New-Answer 'refused' "$($VM.State)" 'no-shutdown-service' "shutdown service $word"
    }
    # Forced, because a locked or busy desktop would refuse it otherwise; it is still the guest that shuts down.
    $code = [int64](Invoke-VirtualizationMethod $component[0] 'InitiateShutdown' @{ Force = $true; Reason = $Reason }).ReturnValue
    switch ($code) {
        { $_ -eq 0 -or $_ -eq 4096 } { return New-Answer 'accepted' "$($VM.State)" }
        # A shutdown is in progress: nothing to ask for.
        32782 { return New-Answer 'already' 'Stopping' '' 'InitiateShutdown 32782' }
        # The guest is not ready for it, as while it boots.
        32780 { return New-Answer 'refused' "$($VM.State)" 'busy' 'InitiateShutdown 32780' }
        # Nobody knows whether the request reached the guest.
        32772 { return New-Answer 'unanswered' "$($VM.State)" '' 'InitiateShutdown 32772' }
    }
    New-CodeRefusal $VM 'InitiateShutdown' $code
}

function Request-Change([object]$VM, [string]$Action) {
    $system = @(Get-Address 'Msvm_ComputerSystem' 'Name' $VM.Id)
    if (-not $system.Count) { return New-Answer 'refused' '' 'gone' 'no Msvm_ComputerSystem' }
    $result = Invoke-VirtualizationMethod $system[0] 'RequestStateChange' @{ RequestedState = [uint16]$script:changes[$Action].code }
    $code = [int64]$result.ReturnValue
    if ($code -ne 0 -and $code -ne 4096) { return New-CodeRefusal $VM 'RequestStateChange' $code }
    $job = ''
    if ($null -ne $result.Job) { $job = "$($result.Job.InstanceID)" }
    New-Answer 'accepted' "$($VM.State)" '' '' $job
}

# Whether the saved state fits. With the automatic stop action Save, Hyper-V has set the room aside already.
function Test-Room([object]$VM) {
    $free = Get-VolumeFree (Get-VolumeName "$($VM.ConfigurationLocation)")
    $free -lt 0 -or $free -ge [int64]$VM.MemoryAssigned
}

function Request-Save([object]$VM) {
    if ($null -eq (Get-Detail $VM)) { Read-Details @($VM) }
    $obstacle = (Get-Detail $VM).obstacle
    # Nested virtualization is an obstacle only while it is in use, which cannot be seen: that one is tried.
    if ($obstacle -match 'assigned-device|gpu-partition') { return New-Answer 'refused' "$($VM.State)" 'not-savable' $obstacle }
    if ("$($VM.AutomaticStopAction)" -ne 'Save' -and -not (Test-Room $VM)) {
        return New-Answer 'refused' "$($VM.State)" 'no-room' "free space of $(Get-VolumeName "$($VM.ConfigurationLocation)")"
    }
    $answer = Request-Change $VM 'save'
    if ($answer.answer -ne 'accepted' -or -not $answer.job) { return $answer }
    # A save that cannot be done fails in its job, within the moment, and the guest runs on.
    if ("$((Get-FreshVM $VM.Id).State)" -in 'Saving', 'FastSaving', 'Saved', 'FastSaved') { return $answer }
    $job = Get-JobOutcome $answer.job
    if ($null -eq $job -or $job.state -notin 8, 9, 10) { return $answer }
    $detail = "job state $($job.state) error $($job.errorCode)"
    if (-not (Test-Room $VM)) { return New-Answer 'refused' "$($VM.State)" 'no-room' $detail }
    if ($obstacle) { return New-Answer 'refused' "$($VM.State)" 'not-savable' "$obstacle $detail" }
    New-Refusal $VM 'failed' $detail
}

function Invoke-Action([object]$Request) {
    $action = "$($Request.action)"
    $change = $script:changes[$action]
    if ($null -eq $change) { return New-Answer 'refused' '' 'failed' "no action $(ConvertTo-Bounded $action 40)" }
    $vm = Get-FreshVM ([guid]$Request.id)
    if ($null -eq $vm) { return New-Answer 'refused' '' 'gone' 'Get-VM ObjectNotFound' }
    $state = "$($vm.State)"
    if ($change.already -contains $state) { return New-Answer 'already' $state }
    if ($change.from -notcontains $state) { return New-Refusal $vm 'wrong-state' "state $(ConvertTo-Bounded $state 40)" }
    switch ($action) {
        'shutdown' { return Request-Shutdown $vm (ConvertTo-Bounded $Request.reason) }
        'save' { return Request-Save $vm }
    }
    Request-Change $vm $action
}

# Requests have id, action (shutdown, save, turn-off, start) and reason. One answer each, written as soon as it is known, so
# that those already given are not lost if a later one does not come back.
function Request-LastwattAction {
    [CmdletBinding()]
    param([Parameter(Mandatory)][object[]]$Request)
    try {
        Read-Addresses $Request
    } catch {
        # Each request will meet the same trouble and report it for its guest.
        Write-Warning (Get-ErrorText $_)
    }
    foreach ($one in $Request) {
        try {
            $answer = Invoke-Action $one
        } catch {
            $cause = 'failed'
            if (Test-Denied $_) { $cause = 'denied' }
            $answer = New-Answer 'refused' '' $cause (Get-ErrorText $_)
        }
        $answer.id = "$($one.id)"
        $answer
    }
}
