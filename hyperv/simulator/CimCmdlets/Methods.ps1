# The methods: what each asks of the host. They answer with the properties of the result, or nothing where the object
# is no longer there.

$script:requestKinds = @{ 2 = 'Start'; 3 = 'TurnOff'; 4 = 'Shutdown'; 6 = 'Save'; 9 = 'Pause'; 32781 = 'Shutdown' }
$script:forcedShutdown = 32781
$script:badParameter = 32773
$script:methods = @{
    'Msvm_ShutdownComponent.InitiateShutdown' = @{ Key = 'SystemName'; Function = { param($simulated, $id, $given) Invoke-InitiateShutdown $simulated $id $given } }
    'Msvm_ComputerSystem.RequestStateChange'  = @{ Key = 'Name'; Function = { param($simulated, $id, $given) Invoke-RequestStateChange $simulated $id $given } }
    'Win32_Process.Terminate'                 = @{ Key = 'Handle'; Function = { param($simulated, $id) Invoke-Terminate $simulated $id } }
}

function Invoke-InitiateShutdown([hashtable]$Simulated, [string]$SystemName, [System.Collections.IDictionary]$Given) {
    $id = $SystemName.ToLowerInvariant()
    if (-not $Simulated.State.vms.ContainsKey($id) -or $Simulated.State.vms[$id].state -notin $script:activeStates) { return }
    if (-not $Given.Contains('Force')) { return @{ ReturnValue = [uint32]$script:badParameter } }
    @{ ReturnValue = [uint32](Request-GuestShutdown $Simulated $id ([bool]$Given['Force']) ([string]$Given['Reason'])) }
}

function Invoke-RequestStateChange([hashtable]$Simulated, [string]$Name, [System.Collections.IDictionary]$Given) {
    $id = $Name.ToLowerInvariant()
    if (-not $Simulated.State.vms.ContainsKey($id)) { return }
    $requested = [int]$Given['RequestedState']
    $kind = $script:requestKinds[$requested]
    if (-not $kind) { return @{ ReturnValue = [uint32]$script:badParameter; Job = $null } }
    $answer = Request-StateChange $Simulated $id $kind ($requested -eq $script:forcedShutdown)
    $job = if ($answer.Job) { New-CimObject (New-CimKind $Simulated $script:virtualization 'Msvm_ConcreteJob') ([ordered]@{ InstanceID = $answer.Job }) }
    @{ ReturnValue = [uint32]$answer.Code; Job = $job }
}

function Invoke-Terminate([hashtable]$Simulated, [string]$Handle) {
    foreach ($id in @($Simulated.State.vms.Keys)) {
        if ([string]$Simulated.State.vms[$id].processId -eq $Handle) {
            Stop-WorkerProcess $Simulated $id
            return @{ ReturnValue = [uint32]0 }
        }
    }
}
