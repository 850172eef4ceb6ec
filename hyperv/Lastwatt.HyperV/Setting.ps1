# What Hyper-V itself does with a guest when the host goes down and comes up: the safety net under everything else.

function ConvertTo-AutomaticAction([object]$VM) {
    [pscustomobject]@{
        id         = $VM.Id.ToString('D')
        stop       = "$($VM.AutomaticStopAction)"
        start      = "$($VM.AutomaticStartAction)"
        startDelay = [int]$VM.AutomaticStartDelay
    }
}

function Get-LastwattAutomaticAction {
    [CmdletBinding()]
    param([string[]]$Id = @())
    foreach ($one in $Id) {
        $vm = Get-FreshVM ([guid]$one)
        if ($null -ne $vm) { ConvertTo-AutomaticAction $vm }
    }
}

# Sets what is given and leaves the rest; answers what is set afterwards. Nothing if there is no such guest.
function Set-LastwattAutomaticAction {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)][string]$Id,
        [ValidateSet('', 'TurnOff', 'Save', 'ShutDown')][string]$Stop = '',
        [ValidateSet('', 'Nothing', 'StartIfRunning', 'Start')][string]$Start = '',
        [ValidateRange(-1, 86400)][int]$StartDelay = -1
    )
    $vm = Get-FreshVM ([guid]$Id)
    if ($null -eq $vm) { return }
    $change = @{}
    if ($Stop) { $change['AutomaticStopAction'] = $Stop }
    if ($Start) { $change['AutomaticStartAction'] = $Start }
    if ($StartDelay -ge 0) { $change['AutomaticStartDelay'] = $StartDelay }
    if ($change.Count) { Hyper-V\Set-VM -VM $vm @change }
    ConvertTo-AutomaticAction (Get-FreshVM ([guid]$Id))
}
