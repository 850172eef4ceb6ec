# The events the host itself writes. They are kept as they happened; Get-WinEvent gives them their form.

$script:eventsKept = 1000

function Add-WorkerEvent([hashtable]$State, [int]$EventId, [string]$VmId, [bool]$Force = $false, [string]$Reason = '') {
    $null = $State.events.Add(@{ time = $State.time; id = $EventId; vm = $VmId; name = $State.vms[$VmId].name; force = $Force; reason = $Reason })
    if ($State.events.Count -gt $script:eventsKept) { $State.events.RemoveAt(0) }
}
