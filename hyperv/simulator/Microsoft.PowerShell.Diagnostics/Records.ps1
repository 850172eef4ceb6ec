# Events, and the form in which Windows hands them out.

$script:workerLog = 'Microsoft-Windows-Hyper-V-Worker-Admin'
$script:vmmsLog = 'Microsoft-Windows-Hyper-V-VMMS-Admin'
$script:worker = 'Microsoft-Windows-Hyper-V-Worker'
$script:vmms = 'Microsoft-Windows-Hyper-V-VMMS'
$script:workerGone = 14070
# The levels of what is no mere information: critical, error.
$script:levels = @{ 41 = 1; 6008 = 2; 14070 = 2 }
$script:levelNames = @{ 1 = 'Critical'; 2 = 'Error'; 3 = 'Warning'; 4 = 'Information' }
# What the events of the machine itself carry, where the description does not say.
$script:usualData = @{
    12   = { param($time) [ordered]@{ StartTime = $time } }
    13   = { param($time) [ordered]@{ StopTime = $time } }
    41   = { param($time) [ordered]@{ BugcheckCode = '0'; SleepInProgress = '0'; PowerButtonTimestamp = '0' } }
    109  = { param($time) [ordered]@{ ShutdownActionType = '5'; ShutdownEventCode = '0'; ShutdownReason = '5' } }
    1074 = { param($time) [ordered]@{ param1 = 'C:\Windows\system32\shutdown.exe'; param2 = ''; param3 = ''; param4 = '0x6000c'; param5 = 'shutdown'; param6 = ''; param7 = 'NT AUTHORITY\SYSTEM' } }
}

# All that is in the logs, oldest first, not yet in its final form.
function Get-AllEvents([hashtable]$Simulated) {
    $past = foreach ($e in $Simulated.Description.Events) {
        $name = if ($e.VmId -and $Simulated.Description.ById.ContainsKey($e.VmId)) { $Simulated.Description.ById[$e.VmId].Name } else { '' }
        @{ Log = $e.Log; Provider = $e.Provider; Id = $e.Id; Time = $e.Time; VmId = $e.VmId; VmName = $name; Force = $e.Force; Reason = $e.Reason; Data = $e.Data }
    }
    $own = foreach ($e in $Simulated.State.events) {
        $vmms = $e.id -eq $script:workerGone
        @{
            Log = if ($vmms) { $script:vmmsLog } else { $script:workerLog }; Provider = if ($vmms) { $script:vmms } else { $script:worker }
            Id = [int]$e.id; Time = ConvertTo-HostTime $Simulated.State $e.time; VmId = $e.vm; VmName = $e.name; Force = $e.force; Reason = $e.reason; Data = $null
        }
    }
    $all = @(@($past) + @($own) | Where-Object { $_ } | Sort-Object -Property { $_.Time })
    for ($i = 0; $i -lt $all.Count; $i++) {
        $all[$i].RecordId = $i + 1
        $all[$i].Level = if ($script:levels.ContainsKey($all[$i].Id)) { $script:levels[$all[$i].Id] } else { 4 }
    }
    $all
}

function New-EventRecord([hashtable]$Event, [string]$Computer) {
    $fields = Get-EventFields $Event
    $record = [pscustomobject]@{
        PSTypeName       = 'System.Diagnostics.Eventing.Reader.EventLogRecord'
        Id               = $Event.Id
        LogName          = $Event.Log
        ProviderName     = $Event.Provider
        TimeCreated      = $Event.Time.ToLocalTime()
        Level            = [byte]$Event.Level
        LevelDisplayName = $script:levelNames[$Event.Level]
        MachineName      = $Computer
        RecordId         = [long]$Event.RecordId
        Message          = Get-Text "Event$($Event.Id)" @($Event.VmName, "$($Event.VmId)".ToUpperInvariant())
        Properties       = @(foreach ($value in $fields.Values) { [pscustomobject]@{ Value = $value } })
        Xml              = New-EventXml $Event $fields $Computer
    }
    $record.PSObject.Methods.Add([psscriptmethod]::new('ToXml', { $this.Xml }))
    $record
}

function Get-EventFields([hashtable]$Event) {
    if ($Event.VmId) {
        $fields = [ordered]@{ VmName = $Event.VmName; VmId = $Event.VmId.ToUpperInvariant() }
        if ($Event.Id -eq 18504) {
            $fields.Force = if ($Event.Force) { 'true' } else { 'false' }
            $fields.Reason = $Event.Reason
        }
        return $fields
    }
    if ($Event.Data) {
        $fields = [ordered]@{}
        foreach ($property in $Event.Data.PSObject.Properties) { $fields[$property.Name] = [string]$property.Value }
        return $fields
    }
    if ($script:usualData.ContainsKey($Event.Id)) { return & $script:usualData[$Event.Id] $Event.Time.ToString('o') }
    [ordered]@{}
}

function New-EventXml([hashtable]$Event, [System.Collections.IDictionary]$Fields, [string]$Computer) {
    $escape = { param($text) [System.Security.SecurityElement]::Escape([string]$text) }
    $system = '<System><Provider Name="{0}"/><EventID>{1}</EventID><Level>{2}</Level><TimeCreated SystemTime="{3:yyyy-MM-ddTHH:mm:ss.fffffffZ}"/><EventRecordID>{4}</EventRecordID><Channel>{5}</Channel><Computer>{6}</Computer></System>' -f
        (& $escape $Event.Provider), $Event.Id, $Event.Level, $Event.Time, $Event.RecordId, (& $escape $Event.Log), (& $escape $Computer)
    if ($Event.VmId) {
        $inner = foreach ($name in $Fields.Keys) { '<{0}>{1}</{0}>' -f $name, (& $escape $Fields[$name]) }
        $data = '<UserData><VmlEventLog xmlns="http://www.microsoft.com/Windows/Virtualization/Events">{0}</VmlEventLog></UserData>' -f ($inner -join '')
    }
    else {
        $inner = foreach ($name in $Fields.Keys) { '<Data Name="{0}">{1}</Data>' -f (& $escape $name), (& $escape $Fields[$name]) }
        $data = '<EventData>{0}</EventData>' -f ($inner -join '')
    }
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">{0}{1}</Event>' -f $system, $data
}
