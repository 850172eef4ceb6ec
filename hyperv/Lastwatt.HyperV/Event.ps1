# Past stops of guests and of the host, from the event logs: what the automatic actions took before Lastwatt watched.

$script:eventQueries = @(
    @{ LogName = 'Microsoft-Windows-Hyper-V-Worker-Admin'; Id = 18500, 18502, 18504, 18508, 18510, 18512, 18514, 18516, 18518, 18528, 18596 },
    @{ LogName = 'System'; Id = 1074, 12, 13, 41, 109, 6005, 6006, 6008 }
)
# The System log is shared: its numbers mean something only together with who wrote them.
$script:systemProviders = @{
    1074 = 'User32'; 12 = 'Microsoft-Windows-Kernel-General'; 13 = 'Microsoft-Windows-Kernel-General'
    41 = 'Microsoft-Windows-Kernel-Power'; 109 = 'Microsoft-Windows-Kernel-Power'
    6005 = 'EventLog'; 6006 = 'EventLog'; 6008 = 'EventLog'
}

# The guest that an event of Hyper-V is about; nothing where it names none.
function Get-EventGuest([object]$Record) {
    $id = [guid]::Empty
    $node = ([xml]$Record.ToXml()).SelectSingleNode("//*[local-name()='VmId']")
    if ($null -ne $node -and [guid]::TryParse($node.InnerText, [ref]$id)) { return $id.ToString('D') }
    ''
}

function Get-LastwattEvent {
    [CmdletBinding()]
    param(
        # Only events from then on, as round-trip text; empty for all.
        [string]$Since = '',
        # At most so many of each log, the newest.
        [ValidateRange(1, 20000)][int]$Max = 2000
    )
    foreach ($query in $script:eventQueries) {
        $filter = @{} + $query
        if ($Since) {
            $filter['StartTime'] = [datetime]::Parse($Since, [cultureinfo]::InvariantCulture, [System.Globalization.DateTimeStyles]::RoundtripKind).ToLocalTime()
        }
        try {
            $records = @(Microsoft.PowerShell.Diagnostics\Get-WinEvent -FilterHashtable $filter -MaxEvents $Max)
        } catch {
            if ((Get-ErrorName $_) -ne 'NoMatchingEventsFound') { throw }
            continue
        }
        $system = $query.LogName -eq 'System'
        foreach ($record in $records) {
            if ($system -and "$($record.ProviderName)" -ne $script:systemProviders[[int]$record.Id]) { continue }
            [pscustomobject]@{
                log  = $query.LogName
                id   = [int]$record.Id
                time = $record.TimeCreated.ToUniversalTime().ToString('o')
                vmId = $(if ($system) { '' } else { Get-EventGuest $record })
            }
        }
    }
}
