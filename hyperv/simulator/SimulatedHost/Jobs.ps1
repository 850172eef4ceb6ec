# The jobs that carry a state change out (Msvm_ConcreteJob).

$script:jobRunning = 4
$script:jobCompleted = 7
$script:jobException = 10
$script:jobsKept = 200

function New-HostJob([hashtable]$State, [string]$VmId, [string]$Kind) {
    $job = @{
        id = [guid]::NewGuid().ToString('D').ToUpperInvariant(); vm = $VmId; kind = $Kind; state = $script:jobRunning
        began = $State.time; ended = $null; due = $null; code = 0; text = ''
    }
    $State.jobs[$job.id] = $job
    Remove-OldJobs $State
    $job
}

function Complete-HostJob([hashtable]$State, [string]$Id) {
    Close-HostJob $State $Id $script:jobCompleted 0 ''
}

function Stop-HostJob([hashtable]$State, [string]$Id, [int]$Code, [string]$Text) {
    Close-HostJob $State $Id $script:jobException $Code $Text
}

function Close-HostJob([hashtable]$State, [string]$Id, [int]$JobState, [int]$Code, [string]$Text) {
    $job = if ($Id) { $State.jobs[$Id] } else { $null }
    if (-not $job) { return }
    $job.state = $JobState
    $job.code = $Code
    $job.text = $Text
    $job.due = $null
    $job.ended = $State.time
}

function Remove-OldJobs([hashtable]$State) {
    $tooMany = $State.jobs.Count - $script:jobsKept
    if ($tooMany -le 0) { return }
    $ended = @($State.jobs.Values | Where-Object { $null -ne $_.ended } | Sort-Object -Property { $_.ended })
    foreach ($job in $ended) {
        if ($tooMany-- -le 0) { break }
        $State.jobs.Remove($job.id)
    }
}

function Get-JobPercent([hashtable]$Simulated, [hashtable]$Job) {
    if ($Job.state -ne $script:jobRunning) { return 100 }
    $vm = $Simulated.State.vms[$Job.vm]
    if (-not $vm -or $vm.job -ne $Job.id) { return 0 }
    if ($vm.activity -eq 'save') {
        Move-Saves $Simulated.State $Simulated.Now
        return [int][System.Math]::Floor(100 * (1 - $vm.left / $vm.total))
    }
    $all = $vm.due - $Job.began
    if ($all -le 0) { return 0 }
    [int][System.Math]::Min(99.0, 100 * ($Simulated.Now - $Job.began) / $all)
}
