# The cmdlets that change a state. Each waits until the change is done, however long that takes.

$script:targetStates = @{ Save = 'Saved'; Shutdown = 'Off'; TurnOff = 'Off'; Start = 'Running'; Pause = 'Paused'; Resume = 'Running' }
$script:refusals = @{ 32768 = 'GuestNotReady'; 32775 = 'InvalidState'; 32780 = 'GuestNotReady'; 32781 = 'GuestLocked' }
$script:longestPause = 250.0
$script:shortestPause = 5.0

function Stop-VM {
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess)]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory, Position = 0)][Alias('VMName')][string[]]$Name,
        [Parameter(ParameterSetName = 'VMObject', Mandatory, Position = 0, ValueFromPipeline)][ValidateNotNullOrEmpty()][object[]]$VM,
        [switch]$Save,
        [switch]$TurnOff,
        [switch]$Force,
        [switch]$AsJob,
        [switch]$Passthru
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $exclusive = if ($Save -and $TurnOff) { 'Save', 'TurnOff' } elseif ($AsJob -and $Passthru) { 'AsJob', 'Passthru' }
        $ready = (Enter-HyperVCall $PSCmdlet) -and (Test-Exclusive $PSCmdlet $exclusive)
        $kind = if ($Save) { 'Save' } elseif ($TurnOff) { 'TurnOff' } else { 'Shutdown' }
    }
    process {
        if (-not $ready) { return }
        foreach ($target in Get-TargetId $PSCmdlet $Name $VM) { Invoke-StateChange $PSCmdlet $target $kind -Force:$Force -AsJob:$AsJob -Passthru:$Passthru }
    }
}

# Save, start, suspend and resume differ in the request they make and in nothing else.
$script:plainChanges = @{ 'Save-VM' = 'Save'; 'Start-VM' = 'Start'; 'Suspend-VM' = 'Pause'; 'Resume-VM' = 'Resume' }

function Save-VM {
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess)]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory, Position = 0)][Alias('VMName')][string[]]$Name,
        [Parameter(ParameterSetName = 'VMObject', Mandatory, Position = 0, ValueFromPipeline)][ValidateNotNullOrEmpty()][object[]]$VM,
        [switch]$AsJob,
        [switch]$Passthru
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $exclusive = if ($AsJob -and $Passthru) { 'AsJob', 'Passthru' }
        $ready = (Enter-HyperVCall $PSCmdlet) -and (Test-Exclusive $PSCmdlet $exclusive)
        $kind = $script:plainChanges[$PSCmdlet.MyInvocation.MyCommand.Name]
    }
    process {
        if (-not $ready) { return }
        foreach ($target in Get-TargetId $PSCmdlet $Name $VM) { Invoke-StateChange $PSCmdlet $target $kind -AsJob:$AsJob -Passthru:$Passthru }
    }
}

${function:Start-VM} = ${function:Save-VM}
${function:Suspend-VM} = ${function:Save-VM}
${function:Resume-VM} = ${function:Save-VM}

# --- what they do
function Test-Exclusive([System.Management.Automation.PSCmdlet]$Cmdlet, [string[]]$Pair) {
    if (-not $Pair) { return $true }
    Write-ParameterError $Cmdlet (Get-Text 'Exclusive' $Pair)
    $false
}

function Invoke-StateChange {
    param([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$Kind, [switch]$Force, [switch]$AsJob, [switch]$Passthru)
    $name = $script:current.ById[$Id].Name
    if (-not $Cmdlet.ShouldProcess($name)) { return }
    $agreed = $Force -or $AsJob
    if ($Kind -eq 'Shutdown' -and -not (Test-ShutdownPossible $Id)) {
        # No guest that could be asked. With -Force, and in a job, nobody is asked either: the plug is pulled.
        if (-not $agreed -and -not (Read-Answer $Cmdlet (Get-Text 'AskTurnOff' $name))) { return }
        $Kind = 'TurnOff'
    }
    $done = Step-StateChange $Cmdlet $Id $Kind $Force $AsJob
    if ($AsJob) {
        if ($done -isnot [bool]) { $done }
        return
    }
    if (-not $done -and $Force -and $Kind -eq 'Shutdown' -and (Test-CanTurnOff $Id)) {
        $done = Step-StateChange $Cmdlet $Id 'TurnOff' $false $false
    }
    if ($done -and $Passthru) { Read-VmObject $Id }
}

# One request, and the wait for its end. $true when it is done; a job where one is wanted.
function Step-StateChange([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$Kind, [bool]$Force, [bool]$AsJob) {
    $begun = Invoke-OnHost {
        param($simulated)
        if ($simulated.State.vms[$Id].state -eq $script:targetStates[$Kind]) { return @{ Already = $true } }
        Request-StateChange $simulated $Id $Kind $Force
    }
    Exit-Call
    if ($begun.Already) {
        $Cmdlet.WriteWarning((Get-Text 'AlreadyThere'))
        return $true
    }
    if ($begun.Code -ne $script:jobStarted) {
        Write-OperationError $Cmdlet $begun.Code (Get-Text $script:refusals[[int]$begun.Code]) $Id
        return $false
    }
    if ($AsJob) { return New-VmJob $begun.Job $Cmdlet.MyInvocation.MyCommand.Name }
    Wait-HostJob $Cmdlet $Id $begun.Job
}

function Wait-HostJob([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$JobId) {
    $shown = [System.Diagnostics.Stopwatch]::StartNew()
    while ($true) {
        $issue = Get-ConnectionIssue
        if ($issue) {
            Write-ConnectionError $Cmdlet $issue
            return $false
        }
        $job = Read-HostJob $JobId
        if ($job.State -eq $script:jobCompleted) { return $true }
        if ($job.State -ne $script:jobRunning) {
            Write-OperationError $Cmdlet $job.Code (Get-Text $job.Text) $Id
            return $false
        }
        if ($shown.ElapsedMilliseconds -ge 1000) {
            $Cmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(0, $Cmdlet.MyInvocation.MyCommand.Name, "$($job.Percent) %"))
            $shown.Restart()
        }
        Start-Sleep -Milliseconds $job.Pause
    }
}

# How it stands with a job, and how long there is nothing to expect (in our milliseconds).
function Read-HostJob([string]$JobId) {
    Invoke-OnHost {
        param($simulated)
        $job = $simulated.State.jobs[$JobId]
        if (-not $job) { return @{ State = $script:jobCompleted } }
        $pause = 1000 * ($simulated.Next - $simulated.Now) / $simulated.State.speed
        @{
            State = $job.state; Code = $job.code; Text = $job.text; Percent = Get-JobPercent $simulated $job
            Pause = [int][System.Math]::Max($script:shortestPause, [System.Math]::Min($script:longestPause, $pause))
        }
    }
}

# A guest that is not Running is none to be asked about: the request itself is refused.
function Test-ShutdownPossible([string]$Id) {
    Invoke-OnHost {
        param($simulated)
        -not (Test-RequestAllowed $simulated $Id 'Shutdown') -or (Get-ShutdownServiceStatus $simulated $Id) -eq 'Ok'
    }
}

function Test-CanTurnOff([string]$Id) {
    Invoke-OnHost {
        param($simulated)
        Test-RequestAllowed $simulated $Id 'TurnOff'
    }
}

# A job ends as Completed even when what it did has failed: that is only in its error stream.
function New-VmJob([string]$JobId, [string]$Command) {
    $job = [pscustomobject]@{
        PSTypeName = 'Microsoft.HyperV.PowerShell.Commands.VMJob'
        Name = $Command; InstanceId = [guid]$JobId; Command = $Command; HasMoreData = $false; ChildJobs = @()
    }
    $state = { if ((Read-HostJob $this.InstanceId.ToString('D').ToUpperInvariant()).State -eq $script:jobRunning) { 'Running' } else { 'Completed' } }
    $errors = {
        $ended = Read-HostJob $this.InstanceId.ToString('D').ToUpperInvariant()
        if ($ended.State -eq $script:jobException) { [VirtualizationOperationFailedException]::new((Get-Text $ended.Text), $ended.Code) }
    }
    $job.PSObject.Properties.Add([psscriptproperty]::new('State', $state))
    $job.PSObject.Properties.Add([psscriptproperty]::new('Error', $errors))
    $job
}
