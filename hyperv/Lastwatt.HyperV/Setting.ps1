# What Hyper-V itself does with a guest when the host goes down and comes up: the safety net under everything else.

function ConvertTo-AutomaticAction([object]$VM) {
    [pscustomobject]@{
        id         = $VM.Id.ToString('D')
        stop       = "$($VM.AutomaticStopAction)"
        start      = "$($VM.AutomaticStartAction)"
        startDelay = [int]$VM.AutomaticStartDelay
        cause      = ''
        detail     = ''
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

# Why Hyper-V refuses to change a setting. Some versions change the stop action of a guest only while it is off.
function Get-SettingCause([object]$VM, [System.Management.Automation.ErrorRecord]$Record) {
    if (Test-Denied $Record) { return 'denied' }
    if (Get-BusyWord $VM) { return 'busy' }
    switch (Get-ErrorName $Record) {
        'InvalidState' { return 'wrong-state' }
        'ObjectInUse' { return 'busy' }
        'ObjectNotFound' { return 'gone' }
    }
    'failed'
}

# Sets what is given and leaves the rest; answers what is set afterwards, with the cause where Hyper-V refused. Nothing if there
# is no such guest.
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
    $cause = ''
    $detail = ''
    if ($change.Count) {
        try {
            Hyper-V\Set-VM -VM $vm @change
        } catch {
            $cause = Get-SettingCause $vm $_
            $detail = "Set-VM $(Get-ErrorText $_) state $($vm.State)"
        }
    }
    $now = Get-FreshVM ([guid]$Id)
    if ($null -eq $now) { return }
    $answer = ConvertTo-AutomaticAction $now
    $answer.cause = $cause
    $answer.detail = $detail
    $answer
}
