# Commands inside a guest, by PowerShell Direct.

# What runs in the guest: a program with its arguments, as they are. Its words are bounded there already.
$script:InGuest = {
    param([string]$Program, [string[]]$Argument)
    $global:LASTEXITCODE = 0
    try {
        $text = (& $Program @Argument 2>&1 | ForEach-Object { "$_" } | Select-Object -First 100) -join ' '
        $code = [int]$global:LASTEXITCODE
        $ran = $true
    } catch {
        $text = "$($_.FullyQualifiedErrorId)"
        $code = -1
        $ran = $false
    }
    if ($text.Length -gt 1000) { $text = $text.Substring(0, 1000) }
    @{ ran = $ran; exit = $code; output = $text }
}

# Runs it and waits for its end; a caller that waits no longer stops the call. Cause: why it was not run, empty where it was.
function Invoke-LastwattGuestCommand {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)][string]$Id,
        [Parameter(Mandatory)][string]$User,
        [Parameter(Mandatory)][string]$Password,
        [Parameter(Mandatory)][string]$Program,
        [string[]]$Argument = @()
    )
    $vm = Get-FreshVM ([guid]$Id)
    $answer = [pscustomobject]@{ cause = ''; exit = 0; output = '' }
    if ($null -eq $vm) {
        $answer.cause = 'gone'
        return $answer
    }
    $secret = New-Object System.Security.SecureString
    foreach ($letter in $Password.ToCharArray()) { $secret.AppendChar($letter) }
    $credential = New-Object System.Management.Automation.PSCredential($User, $secret)
    try {
        $said = Invoke-Command -VMId $vm.Id -Credential $credential -ScriptBlock $script:InGuest -ArgumentList $Program, $Argument -ErrorAction Stop
        $answer.exit = [int]$said.exit
        $answer.output = ConvertTo-Bounded $said.output 1000
        if (-not $said.ran) { $answer.cause = 'not-found' }
    } catch {
        # A guest that lets nobody in and one that does not answer are told apart by translated messages only.
        $answer.cause = if ("$($_.CategoryInfo.Category)" -eq 'OpenError') { 'no-session' } else { 'failed' }
        $answer.output = Get-ErrorText $_
    } finally {
        $secret.Dispose()
    }
    $answer
}
