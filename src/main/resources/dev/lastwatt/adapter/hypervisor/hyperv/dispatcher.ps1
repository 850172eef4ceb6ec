# Lives in the outer session that Java talks to. One line in, one framed line out; every request runs in an inner runspace, where
# there is nobody to ask, whose streams are separate, and which can be told to stop. Values come as data, never as code.

# The inner runspace, with the one shell that uses it.
$global:LastwattShell = $null

# What an inner call came to: output, errors as identifiers, whether it had to be stopped, and whether it could be.
function Invoke-LastwattInner([string]$Command, [object]$Arguments, [int]$DeadlineMs) {
    $shell = $global:LastwattShell
    $shell.Commands.Clear()
    $shell.Streams.ClearStreams()
    $null = $shell.AddCommand($Command)
    if ($null -ne $Arguments) {
        foreach ($argument in $Arguments.PSObject.Properties) { $null = $shell.AddParameter($argument.Name, $argument.Value) }
    }
    $in = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $in.Complete()
    $out = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $records = @()
    $stuck = $false
    $handle = $shell.BeginInvoke($in, $out)
    $timedOut = -not $handle.AsyncWaitHandle.WaitOne($DeadlineMs)
    if ($timedOut) {
        $stuck = -not $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(500)
    } else {
        try { $null = $shell.EndInvoke($handle) } catch {
            $exception = $_.Exception
            if ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) { $exception = $exception.InnerException }
            if ($exception -is [System.Management.Automation.IContainsErrorRecord]) { $records += $exception.ErrorRecord } else { $records += $_ }
        }
    }
    foreach ($record in @($shell.Streams.Error.ReadAll())) { if ($records.Count -lt 20) { $records += $record } }
    @{
        output   = @($out.ReadAll())
        errors   = @(foreach ($record in $records) { ConvertTo-ErrorIdentity $record })
        warnings = $shell.Streams.Warning.Count
        timedOut = $timedOut
        stuck    = $stuck
    }
}

# The first request: where the module is, and what its environment must hold.
function Initialize-Lastwatt([object]$Setup) {
    foreach ($variable in $Setup.environment.PSObject.Properties) {
        [System.Environment]::SetEnvironmentVariable($variable.Name, [string]$variable.Value)
    }
    if ($Setup.modulePath) {
        $env:PSModulePath = [string]$Setup.modulePath + [System.IO.Path]::PathSeparator + $env:PSModulePath
    }
    $module = [System.IO.Path]::Combine([string]$Setup.moduleFolder, 'Lastwatt.HyperV.psd1')
    . ([System.IO.Path]::Combine([string]$Setup.moduleFolder, 'Errors.ps1'))
    ${function:global:ConvertTo-ErrorIdentity} = ${function:ConvertTo-ErrorIdentity}
    ${function:global:ConvertTo-Bounded} = ${function:ConvertTo-Bounded}
    $global:LastwattShell = [powershell]::Create([initialsessionstate]::CreateDefault2())
    $import = New-Object psobject -Property @{ Name = $module; ErrorAction = 'Stop' }
    $answer = Invoke-LastwattInner 'Import-Module' $import ([int]$Setup.deadlineMs)
    $answer.output = @([pscustomobject]@{
            processId    = $PID
            version      = "$($PSVersionTable.PSVersion)"
            edition      = "$($PSVersionTable.PSEdition)"
            languageMode = "$($ExecutionContext.SessionState.LanguageMode)"
        })
    $answer
}

# Writes past PowerShell's formatting, which would wrap the line, and past its encoding: base64 is ASCII everywhere.
function Write-LastwattFrame([string]$Nonce, [object]$Answer) {
    $json = ConvertTo-Json -InputObject $Answer -Compress -Depth 8
    $body = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json))
    [System.Console]::Out.WriteLine('<<' + $Nonce + ':' + $body + ':' + $Nonce + '>>')
    [System.Console]::Out.Flush()
}

function Invoke-Lastwatt([string]$Nonce, [string]$Body) {
    $ProgressPreference = 'SilentlyContinue'
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    try {
        $request = ConvertFrom-Json -InputObject ([System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Body)))
        if ($request.setup) {
            $answer = Initialize-Lastwatt $request.setup
        } else {
            $answer = Invoke-LastwattInner "Lastwatt.HyperV\$($request.function)" $request.arguments ([int]$request.deadlineMs)
        }
        $answer.ms = $clock.ElapsedMilliseconds
        Write-LastwattFrame $Nonce $answer
    } catch {
        # Only the engine's own words for it: this may run before anything else is known.
        Write-LastwattFrame $Nonce @{
            output = @(); warnings = 0; timedOut = $false; stuck = $true; ms = $clock.ElapsedMilliseconds
            errors = @(@{ id = "$($_.FullyQualifiedErrorId)"; category = "$($_.CategoryInfo.Category)"; inner = @() })
        }
    }
}
$MaximumHistoryCount = 1
