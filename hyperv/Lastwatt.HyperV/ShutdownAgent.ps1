# Who else on this host would shut it down when the battery runs low: programs, and Windows itself.

# powercfg knows these by number in every language: the subgroup of the battery, its actions and levels.
$script:batterySettings = @{
    '637ea02f-bbcb-4015-8e2c-a1c7b9c0b546' = 'criticalAction'
    '9a66d8d7-4ff7-4ef9-b5a2-5a326ca2a469' = 'criticalLevel'
    'd8742dcb-3e6a-4b3c-b3fe-374623cdcf06' = 'lowAction'
    '8183ba9a-e910-48da-8769-14ae6dc1170a' = 'lowLevel'
}

# A program of Windows by its whole path, so that nothing of the same name that comes earlier in the search is started.
function Get-SystemProgram([string]$Name) {
    $folder = [System.Environment]::SystemDirectory
    if ($folder) { return [System.IO.Path]::Combine($folder, $Name) }
    $Name
}

# The condition of a query that any of these names fulfils; one with a percent sign is a pattern.
function Get-NameCondition([string[]]$Name) {
    $conditions = foreach ($n in $Name) {
        $quoted = $n.Replace('\', '\\').Replace("'", "\'")
        if ($quoted.Contains('%')) { "Name LIKE '$quoted'" } else { "Name = '$quoted'" }
    }
    @($conditions) -join ' OR '
}

# What Windows does on battery, from the numbers at the ends of powercfg's lines: everything else there is translated. The
# last number of a setting counts on battery, the one before it on mains.
function Read-BatteryAction {
    $ErrorActionPreference = 'SilentlyContinue'
    $global:LASTEXITCODE = 0
    $lines = @(& (Get-SystemProgram 'powercfg.exe') /qh SCHEME_CURRENT SUB_BATTERY 2>$null)
    if ($LASTEXITCODE -ne 0) { throw "powercfg $LASTEXITCODE" }
    $found = @{}
    $setting = $null
    foreach ($line in $lines) {
        $guid = [regex]::Match("$line", '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}')
        if ($guid.Success) { $setting = $script:batterySettings[$guid.Value.ToLowerInvariant()] }
        $number = [regex]::Match("$line", '0x([0-9a-fA-F]{8})\s*$')
        if ($setting -and $number.Success) { $found[$setting] = [System.Convert]::ToInt64($number.Groups[1].Value, 16) }
    }
    if (-not $found.ContainsKey('criticalAction')) { throw 'powercfg names no critical action' }
    [pscustomobject]$found
}

# What an answer to one question was, or why there is none: it does not spoil the others.
function Read-Part([hashtable]$Answer, [string]$Name, [scriptblock]$Question) {
    try { $Answer[$Name] = @(& $Question) } catch { $Answer.errors += @([pscustomobject]@{ part = $Name; error = Get-ErrorText $_ }) }
}

function Get-LastwattShutdownAgent {
    [CmdletBinding()]
    param(
        # Names of services to look for, as Windows knows them; a percent sign stands for anything.
        [string[]]$Service = @(),
        # Names of programs to look for, such as upsmon.exe.
        [string[]]$Process = @()
    )
    $limit = Get-CimLimit 'Get-CimInstance'
    $answer = @{ errors = @() }
    Read-Part $answer 'services' {
        if (-not $Service.Count) { return }
        foreach ($found in @(CimCmdlets\Get-CimInstance -ClassName Win32_Service -Filter (Get-NameCondition $Service) @limit)) {
            [pscustomobject]@{
                name = ConvertTo-Bounded $found.Name; state = "$($found.State)"; startMode = "$($found.StartMode)"; path = ConvertTo-Bounded $found.PathName 500
            }
        }
    }
    Read-Part $answer 'processes' {
        if (-not $Process.Count) { return }
        foreach ($found in @(CimCmdlets\Get-CimInstance -ClassName Win32_Process -Filter (Get-NameCondition $Process) @limit)) {
            [pscustomobject]@{ name = ConvertTo-Bounded $found.Name; path = ConvertTo-Bounded $found.ExecutablePath 500 }
        }
    }
    # Where Windows shows no battery there is nothing that it could act on.
    Read-Part $answer 'battery' {
        if (@(CimCmdlets\Get-CimInstance -ClassName Win32_Battery @limit).Count) { Read-BatteryAction }
    }
    [pscustomobject]$answer
}
