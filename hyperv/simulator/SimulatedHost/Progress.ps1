# What happens on the host while nobody looks. It depends on the state and the time alone: whoever looks, and however
# often, finds the same. So everything that may be edited in the description and bears on it (rates, faults of what is
# under way) is taken over into the state first, at the moment it is noticed.

# Guests' processes get numbers no process of the machine that runs the simulation can have: whoever kills one kills nothing else.
$script:firstProcessId = 5000000
# What rounding may leave of a save's time when it is done.
$script:instant = 1e-7
$script:restartSeconds = 2.0
$script:pauseSeconds = 1.0
$script:turnOffSeconds = 1.0
$script:activeStates = 'Running', 'Stopping', 'Paused', 'Starting', 'Saving', 'Pausing', 'Resuming', 'RunningCritical', 'PausedCritical', 'StoppingCritical'

function Update-Host([hashtable]$Simulated) {
    $state = $Simulated.State
    $Simulated.Now = Get-HostSeconds $state
    if ($Simulated.Now -ge $Simulated.Next) { Step-Host $Simulated }
    if ($state.adopted -ne $Simulated.Description.Stamp) { Sync-Description $Simulated }
}

# From one happening to the next, so that what shares a volume always has its right share of it.
function Step-Host([hashtable]$Simulated) {
    $state = $Simulated.State
    while ($true) {
        $next = Get-NextHappening $state
        if ($next -gt $Simulated.Now) { break }
        Move-Saves $state $next
        Complete-Due $state
    }
    Move-Saves $state $Simulated.Now
    $Simulated.Next = $next
}

# In one piece: it is asked for all guests at every change, and a call of a function for each would be most of its time.
function Get-NextHappening([hashtable]$State) {
    $next = [double]::PositiveInfinity
    $time = [double]$State.time
    $shares = Get-SaveRates $State
    foreach ($vm in $State.vms.Values) {
        $activity = $vm.activity
        if ($activity -eq 'save') {
            $rate = $shares[$vm.volume]
            if ($rate -le 0) { continue }
            $at = $time + ($vm.left - $vm.failsAt) / $rate
        }
        elseif ($activity) {
            if ($vm.hangs -and $activity -eq 'shutdown') { continue }
            $at = $vm.due
        }
        else {
            $at = $vm.stopsItselfAt
            if ($null -eq $at) { continue }
        }
        if ($at -lt $next) { $next = $at }
    }
    foreach ($job in $State.jobs.Values) {
        if ($null -ne $job.due -and $job.due -lt $next) { $next = $job.due }
    }
    [System.Math]::Max($next, $time)
}

# What each save on a volume gets of its rate.
function Get-SaveRates([hashtable]$State) {
    $saves = @{}
    foreach ($vm in $State.vms.Values) {
        if ($vm.activity -eq 'save') { $saves[$vm.volume] = 1 + $saves[$vm.volume] }
    }
    $shares = @{}
    foreach ($volume in $saves.Keys) { $shares[$volume] = $State.rates[$volume] / $saves[$volume] }
    $shares
}

function Move-Saves([hashtable]$State, [double]$To) {
    $seconds = $To - $State.time
    $shares = if ($seconds -gt 0) { Get-SaveRates $State }
    if ($shares -and $shares.Count) {
        foreach ($vm in $State.vms.Values) {
            if ($vm.activity -eq 'save') { $vm.left -= $seconds * $shares[$vm.volume] }
        }
    }
    $State.time = $To
}

# In the order of their identifiers, so that the events of one moment are the same for everybody.
function Complete-Due([hashtable]$State) {
    $shares = Get-SaveRates $State
    $order = [string[]]@($State.vms.Keys)
    [array]::Sort($order, [System.StringComparer]::Ordinal)
    foreach ($id in $order) {
        $vm = $State.vms[$id]
        if ($vm.activity -eq 'save') {
            if ($vm.left - $vm.failsAt -le $shares[$vm.volume] * $script:instant) { Complete-Save $State $id $vm }
        }
        elseif ($vm.activity) {
            if ($vm.due -le $State.time -and -not ($vm.hangs -and $vm.activity -eq 'shutdown')) { Complete-Activity $State $id $vm }
        }
        elseif ($null -ne $vm.stopsItselfAt -and $vm.stopsItselfAt -le $State.time) {
            Set-Inactive $vm 'Off'
            Add-WorkerEvent $State 18508 $id
        }
    }
    foreach ($job in $State.jobs.Values) {
        if ($null -ne $job.due -and $job.due -le $State.time) { Stop-HostJob $State $job.id 32768 'GuestDidNotStop' }
    }
}

function Complete-Save([hashtable]$State, [string]$Id, [hashtable]$Vm) {
    $job = $Vm.job
    if ($Vm.failsAt -gt 0) {
        $Vm.room = 0
        Set-Settled $Vm $Vm.from
        Stop-HostJob $State $job 32768 'SaveFailed'
        return
    }
    Set-Inactive $Vm 'Saved'
    Add-WorkerEvent $State 18510 $Id
    Complete-HostJob $State $job
}

function Complete-Activity([hashtable]$State, [string]$Id, [hashtable]$Vm) {
    $job = $Vm.job
    switch ($Vm.activity) {
        'shutdown' {
            $force, $reason = $Vm.force, $Vm.reason
            Set-Inactive $Vm 'Off'
            Add-WorkerEvent $State 18504 $Id $force $reason
        }
        'turnoff' { Set-Inactive $Vm 'Off'; Add-WorkerEvent $State 18502 $Id }
        'start' { Start-Guest $State $Vm $Vm.boot; Add-WorkerEvent $State 18500 $Id }
        'restore' { Start-Guest $State $Vm 0; Add-WorkerEvent $State 18596 $Id }
        'pause' { Set-Settled $Vm 'Paused'; Add-WorkerEvent $State 18516 $Id }
        'resume' { Set-Settled $Vm 'Running'; Add-WorkerEvent $State 18518 $Id; Start-OwnShutdown $State $Vm }
        'failing-start' {
            $Vm.processId = $null
            Set-Settled $Vm $Vm.from
            Stop-HostJob $State $job 32768 'StartFailed'
            return
        }
    }
    Complete-HostJob $State $job
}

function Start-Guest([hashtable]$State, [hashtable]$Vm, [double]$BootSeconds) {
    $Vm.room = 0
    $Vm.startedAt = $State.time
    $Vm.bootedAt = $State.time + $BootSeconds
    Set-Settled $Vm 'Running'
    Start-OwnShutdown $State $Vm
}

# A guest that shuts itself down is Running for Hyper-V until it is Off.
function Start-OwnShutdown([hashtable]$State, [hashtable]$Vm) {
    $Vm.stopsItselfAt = if ($Vm.stopsItself) { [System.Math]::Max([double]$State.time, [double]$Vm.bootedAt) + $Vm.shutdownSeconds } else { $null }
}

function Set-Settled([hashtable]$Vm, [string]$Name) {
    $Vm.state = $Name
    $Vm.activity = ''
    $Vm.due = $null
    $Vm.job = $null
}

function Set-Inactive([hashtable]$Vm, [string]$Name) {
    Set-Settled $Vm $Name
    $Vm.stopsItselfAt = $null
    $Vm.processId = $null
    if ($Name -eq 'Off') { $Vm.room = 0 }
}

# --- taking over what was edited
function Sync-Description([hashtable]$Simulated) {
    $state = $Simulated.State
    $description = $Simulated.Description
    Move-Saves $state $Simulated.Now
    if ($state.speed -ne $description.Speed) { Set-HostSpeed $state $Simulated.Now $description.Speed }
    $state.rates = @{}
    foreach ($volume in $description.Volumes.Values) { $state.rates[$volume.Name] = $volume.SaveMbPerSecond }
    foreach ($gone in @($state.vms.Keys | Where-Object { -not $description.ById.ContainsKey($_) })) { $state.vms.Remove($gone) }
    foreach ($vm in $description.VMs) { Sync-VirtualMachine $state $vm }
    $state.adopted = $description.Stamp
    $Simulated.Changed = $true
    Step-Host $Simulated
}

function Sync-VirtualMachine([hashtable]$State, [hashtable]$Described) {
    $vm = $State.vms[$Described.Id]
    if (-not $vm) {
        $vm = New-VirtualMachineState $State $Described.State
        $State.vms[$Described.Id] = $vm
    }
    $vm.name = $Described.Name
    $vm.shutdownSeconds = $Described.ShutdownSeconds
    $hangs = $Described.Faults -contains 'hangs-stopping'
    # A guest that hung goes on where it is, it did not stop in the past.
    if ($vm.hangs -and -not $hangs -and $vm.activity -eq 'shutdown') { $vm.due = [System.Math]::Max([double]$vm.due, [double]$State.time) }
    $vm.hangs = $hangs
    $stopsItself = $Described.Faults -contains 'shuts-itself-down'
    if ($vm.stopsItself -ne $stopsItself) {
        $vm.stopsItself = $stopsItself
        if ($vm.state -eq 'Running') { Start-OwnShutdown $State $vm }
    }
}

function New-VirtualMachineState([hashtable]$State, [string]$Name) {
    $active = $Name -in $script:activeStates
    @{
        state = $Name; activity = ''; due = $null; job = $null; from = $null
        startedAt = $State.bootSeconds + 120; bootedAt = $State.bootSeconds + 180; boot = 0.0
        left = 0.0; failsAt = 0.0; volume = ''; room = 0.0; force = $false; reason = ''
        hangs = $false; stopsItself = $false; stopsItselfAt = $null; shutdownSeconds = 0.0
        processId = if ($active) { New-ProcessId $State } else { $null }
        settings = @{}
    }
}

function New-ProcessId([hashtable]$State) {
    $State.lastProcessId += 4
    $State.lastProcessId
}
