# The present state of some guests. Never from an object that was read before: those keep what they have read for 5 s.

# Above this number one question for all guests is cheaper than one for each.
$script:manyGuests = 8
$script:underWay = 'Stopping', 'Saving', 'FastSaving', 'Starting', 'Resuming', 'Pausing'

# The guest of that id, read now; nothing if there is none.
function Get-FreshVM([guid]$Id) {
    try {
        Hyper-V\Get-VM -Id $Id
    } catch {
        if ((Get-ErrorName $_) -ne 'ObjectNotFound') { throw }
        $null
    }
}

# How the guest's job ended; nothing while the state still shows that it goes on.
function Get-EndedJob([object]$VM, [object]$Jobs) {
    if ($null -eq $Jobs -or "$($VM.State)" -in $script:underWay) { return }
    $entry = $Jobs.PSObject.Properties[$VM.Id.ToString('D')]
    if ($null -eq $entry) { return }
    $outcome = Get-JobOutcome "$($entry.Value)"
    if ($null -eq $outcome) { return }
    [pscustomobject]@{ id = $VM.Id.ToString('D'); instanceId = $outcome.instanceId; state = $outcome.state; errorCode = $outcome.errorCode }
}

function Get-LastwattState {
    [CmdletBinding()]
    param(
        [string[]]$Id = @(),
        # Jobs that earlier requests began and whose outcome is wanted, by the guest's id.
        [object]$Job = $null
    )
    $found = @()
    if ($Id.Count -le $script:manyGuests) {
        foreach ($one in $Id) {
            $vm = Get-FreshVM ([guid]$one)
            if ($null -ne $vm) { $found += $vm }
        }
    } else {
        $wanted = @{}
        foreach ($one in $Id) { $wanted[[guid]$one] = $true }
        foreach ($vm in @(Hyper-V\Get-VM)) { if ($wanted.ContainsKey($vm.Id)) { $found += $vm } }
    }
    [pscustomobject]@{
        guests = @(foreach ($vm in $found) {
                [pscustomobject]@{ id = $vm.Id.ToString('D'); state = "$($vm.State)"; heartbeat = "$($vm.Heartbeat)" }
            })
        jobs   = @(foreach ($vm in $found) { Get-EndedJob $vm $Job })
    }
}
