# What a troubled host or session does to every call, before the call does anything itself.

$script:slowSeconds = 3

# $false: the call has been refused, and has said so.
function Enter-Call([System.Management.Automation.PSCmdlet]$Cmdlet) {
    $script:current = Get-Description (Get-HostFile)
    $faults = $script:current.Faults
    if ($faults.Count -eq 0) { return $true }
    if ($faults -contains 'slow') { Start-Sleep -Seconds $script:slowSeconds }
    if ($faults -contains 'noise') { Write-Noise }
    if ($faults -contains 'warnings') { $Cmdlet.WriteWarning((Get-Text 'Trouble')) }
    if ($faults -contains 'hangs' -or ($faults -contains 'hangs-once' -and (Set-Mark 'hangs-once'))) { Wait-ForEver }
    if ($faults -contains 'prompt') { return Read-Answer $Cmdlet (Get-Text 'AskAnything') }
    $true
}

# Called when the answer is about to be given, and by what changes a state when the host has accepted the change: the
# worst moment to lose the answer.
function Exit-Call {
    $faults = $script:current.Faults
    if ($faults.Count -eq 0) { return }
    if ($faults -contains 'dies-always' -or ($faults -contains 'dies' -and (Set-Mark 'dies'))) { Stop-Session }
}

# $true for the first to ask, of all processes.
function Set-Mark([string]$Mark) {
    Invoke-OnHost {
        param($simulated)
        if ($simulated.State.marks -contains $Mark) { return $false }
        $simulated.State.marks = @($simulated.State.marks) + $Mark
        $simulated.Changed = $true
        $true
    }
}

# Beside PowerShell's streams, as a native library writes.
function Write-Noise {
    [System.Console]::Out.WriteLine('DEBUG vmms: {"result":')
    [System.Console]::Out.WriteLine('')
    [System.Console]::Out.Flush()
}

# Not Start-Sleep: a call that hangs in the management service does not hear that the pipeline is to stop.
function Wait-ForEver { [System.Threading.Thread]::Sleep([System.Threading.Timeout]::Infinite) }

# No newline, no clean-up: the reader is left with half a line.
function Stop-Session {
    [System.Console]::Out.Write('{"id":1,"res')
    [System.Console]::Out.Flush()
    [System.Diagnostics.Process]::GetCurrentProcess().Kill()
    Wait-ForEver
}

# Where nobody can be asked, the host's own error ends the call, as it does for a compiled cmdlet.
function Read-Answer([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Question) {
    try { return $Cmdlet.ShouldContinue($Question, (Get-Text 'Confirm')) }
    catch [System.Management.Automation.MethodInvocationException] { $cause = $_.Exception.InnerException }
    $record = if ($cause -is [System.Management.Automation.IContainsErrorRecord]) { $cause.ErrorRecord } else { $null }
    $id, $category = if ($record) { $record.FullyQualifiedErrorId, $record.CategoryInfo.Category } else { $cause.GetType().Name, 'NotSpecified' }
    $Cmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new($cause, $id, $category, $null))
}

# Why the management service cannot be reached, or nothing. The names are those of ServerConnectionException.Issue.
function Get-ConnectionIssue {
    $faults = $script:current.Faults
    if ($faults.Count -eq 0) { return }
    if ($faults -contains 'not-installed') { return 'InvalidNamespace' }
    if ($faults -contains 'vmms-down') { return 'RpcServerUnavailable' }
    if ($faults -contains 'no-permission') { return 'AccessDenied' }
}

# A script module does not see what its caller prefers, a compiled cmdlet does.
function Get-CallerPreference([System.Management.Automation.PSCmdlet]$Cmdlet) {
    $variables = $Cmdlet.SessionState.PSVariable
    foreach ($name in 'ErrorActionPreference', 'WarningPreference', 'ProgressPreference') { $variables.GetValue($name, 'Continue') }
}
