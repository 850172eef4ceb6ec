# Get-WinEvent.

$script:knownLogs = 'System', 'Application', 'Security', 'Setup', $script:workerLog, $script:vmmsLog
$script:knownProviders = 'User32', 'EventLog', 'Microsoft-Windows-Kernel-General', 'Microsoft-Windows-Kernel-Power', $script:worker, $script:vmms

function Get-WinEvent {
    [CmdletBinding(DefaultParameterSetName = 'GetLogSet')]
    param(
        [Parameter(ParameterSetName = 'GetLogSet', Position = 0, ValueFromPipeline)][string[]]$LogName,
        [Parameter(ParameterSetName = 'HashQuerySet', Mandatory, Position = 0)][hashtable[]]$FilterHashtable,
        [ValidateRange(1, [long]::MaxValue)][long]$MaxEvents = [long]::MaxValue,
        [switch]$Oldest
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-Call $PSCmdlet
    }
    process {
        if (-not $ready) { return }
        $filters = if ($FilterHashtable) { $FilterHashtable } elseif ($LogName) { @{ LogName = $LogName } } else { @{} }
        foreach ($filter in $filters) { if (-not (Test-FilterNames $PSCmdlet $filter)) { return } }
        $events = Invoke-OnHost {
            param($simulated)
            Get-AllEvents $simulated
        }
        $found = @(Select-Event @($events) $filters)
        if ($found.Count -eq 0) {
            Write-EventError $PSCmdlet 'NoMatchingEventsFound' 'ObjectNotFound' (Get-Text 'NoEvents')
            return
        }
        if (-not $Oldest) { [array]::Reverse($found) }
        for ($i = 0; $i -lt $found.Count -and $i -lt $MaxEvents; $i++) { New-EventRecord $found[$i] $script:current.Name }
    }
    end { if ($ready) { Exit-Call } }
}

# One log or provider that does not exist spoils the whole request.
function Test-FilterNames([System.Management.Automation.PSCmdlet]$Cmdlet, [hashtable]$Filter) {
    $described = $script:current.Events
    $logs = $script:knownLogs + @(foreach ($e in $described) { $e.Log })
    $providers = $script:knownProviders + @(foreach ($e in $described) { $e.Provider })
    foreach ($log in $Filter['LogName']) {
        if (-not @($logs -like $log)) { return Write-UnknownName $Cmdlet 'NoMatchingLogsFound' 'NoLog' $log }
    }
    foreach ($provider in $Filter['ProviderName']) {
        if (-not @($providers -like $provider)) { return Write-UnknownName $Cmdlet 'NoMatchingProvidersFound' 'NoProvider' $provider }
    }
    $true
}

function Write-UnknownName([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$Text, [string]$Name) {
    Write-EventError $Cmdlet $Id 'ObjectNotFound' (Get-Text $Text @($script:current.Name, $Name))
    $false
}

function Write-EventError([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Id, [string]$Category, [string]$Message) {
    $full = "$Id,Microsoft.PowerShell.Commands.GetWinEventCommand"
    $Cmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([System.Exception]::new($Message), $full, $Category, $null))
}

function Select-Event([object[]]$Events, [object[]]$Filters) {
    foreach ($e in $Events) {
        foreach ($filter in $Filters) {
            if (Test-Event $e $filter) {
                $e
                break
            }
        }
    }
}

# Every key that is given must agree; of a list, any.
function Test-Event([hashtable]$Event, [hashtable]$Filter) {
    if ($Filter['LogName'] -and -not (Test-AnyLike $Event.Log $Filter['LogName'])) { return $false }
    if ($Filter['ProviderName'] -and -not (Test-AnyLike $Event.Provider $Filter['ProviderName'])) { return $false }
    if ($Filter.ContainsKey('Id') -and $Event.Id -notin $Filter['Id']) { return $false }
    if ($Filter.ContainsKey('Level') -and $Event.Level -notin $Filter['Level']) { return $false }
    if ($Filter['StartTime'] -and $Event.Time -lt ([datetime]$Filter['StartTime']).ToUniversalTime()) { return $false }
    if ($Filter['EndTime'] -and $Event.Time -gt ([datetime]$Filter['EndTime']).ToUniversalTime()) { return $false }
    $true
}

function Test-AnyLike([string]$Value, [string[]]$Patterns) {
    foreach ($pattern in $Patterns) { if ($Value -like $pattern) { return $true } }
    $false
}
