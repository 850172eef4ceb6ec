# Errors as identifiers and codes. Their messages are translated by Windows, so nothing may depend on them, and none is sent.

# A value as text of bounded length.
function ConvertTo-Bounded([object]$Value, [int]$Length = 200) {
    $text = "$Value"
    if ($text.Length -gt $Length) { return $text.Substring(0, $Length) }
    $text
}

function ConvertTo-ErrorIdentity([System.Management.Automation.ErrorRecord]$Record) {
    $inner = New-Object System.Collections.ArrayList
    $exception = $Record.Exception
    while ($null -ne $exception -and $inner.Count -lt 5) {
        $level = @{ type = ConvertTo-Bounded $exception.GetType().FullName; hresult = [int]$exception.HResult }
        foreach ($name in 'ErrorCode', 'Issue', 'FailureReason', 'NativeErrorCode', 'MessageId') {
            $property = $exception.PSObject.Properties[$name]
            if ($null -ne $property -and $null -ne $property.Value) {
                $level[$name.Substring(0, 1).ToLowerInvariant() + $name.Substring(1)] = ConvertTo-Bounded $property.Value
            }
        }
        $null = $inner.Add([pscustomobject]$level)
        $exception = $exception.InnerException
    }
    [pscustomobject]@{
        id       = ConvertTo-Bounded $Record.FullyQualifiedErrorId
        category = "$($Record.CategoryInfo.Category)"
        inner    = @($inner)
    }
}

# The identifier alone, without the name of the command, which differs between versions of the module.
function Get-ErrorName([System.Management.Automation.ErrorRecord]$Record) {
    ("$($Record.FullyQualifiedErrorId)" -split ',')[0]
}

# One line of identifiers and codes for a journal.
function Get-ErrorText([System.Management.Automation.ErrorRecord]$Record) {
    $identity = ConvertTo-ErrorIdentity $Record
    $parts = @($identity.id, $identity.category)
    foreach ($level in $identity.inner) {
        foreach ($name in 'errorCode', 'issue', 'failureReason', 'nativeErrorCode') {
            if ($level.PSObject.Properties[$name]) { $parts += "$name=$($level.$name)" }
        }
        $parts += '0x{0:x8}' -f $level.hresult
    }
    ConvertTo-Bounded ($parts -join ' ') 600
}

# Rights are missing, whichever layer says so.
function Test-Denied([System.Management.Automation.ErrorRecord]$Record) {
    if ("$($Record.CategoryInfo.Category)" -eq 'PermissionDenied' -or (Get-ErrorName $Record) -eq 'AccessDenied') { return $true }
    $exception = $Record.Exception
    while ($null -ne $exception) {
        if ($exception.HResult -eq -2147024891 -or "$($exception.Issue)" -eq 'AccessDenied' -or "$($exception.NativeErrorCode)" -eq 'AccessDenied') { return $true }
        $exception = $exception.InnerException
    }
    $false
}
