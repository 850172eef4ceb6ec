# root\virtualization\v2: the guests as the management service shows them.

$script:shutdownTail = '9F8233AC-BE49-4C79-8EE3-E7E1985B2077'
$script:backingUp = [uint16]32776

function New-CimObject([hashtable]$Simulated, [string]$Namespace, [string]$Class, [System.Collections.IDictionary]$Values) {
    $Values['CimClass'] = [pscustomobject]@{ CimClassName = $Class }
    $Values['CimSystemProperties'] = [pscustomobject]@{ Namespace = $Namespace; ServerName = $Simulated.Description.Name; ClassName = $Class }
    $object = [pscustomobject]$Values
    $object.PSObject.TypeNames.Insert(0, "Microsoft.Management.Infrastructure.CimInstance#$Namespace/$Class")
    $object
}

# The critical variants are the plain state together with a bad health.
function Get-EnabledState([string]$State) {
    [uint16][int][VMState]$State.Replace('Critical', '')
}

function Get-HealthState([string]$State) {
    if ($State.EndsWith('Critical')) { [uint16]25 } else { [uint16]5 }
}

function Get-GuestStatus([hashtable]$Described) {
    if ($Described.Faults -contains 'backing-up') { [uint16]2, $script:backingUp } else { , [uint16]2 }
}

function Get-UptimeMilliseconds([hashtable]$Simulated, [hashtable]$Vm) {
    if ($Vm.state -notin $script:activeStates) { return [uint64]0 }
    [uint64][System.Math]::Max(0.0, 1000 * ($Simulated.Now - $Vm.startedAt))
}

function Get-ComputerSystems([hashtable]$Simulated, [string]$Namespace) {
    New-CimObject $Simulated $Namespace 'Msvm_ComputerSystem' ([ordered]@{
            Name = $Simulated.Description.Name; ElementName = $Simulated.Description.Name; Caption = Get-Text 'HostingSystem'
            EnabledState = [uint16]2; HealthState = [uint16]5; OperationalStatus = [uint16[]]@(2); ProcessID = $null
        })
    foreach ($described in $Simulated.Description.VMs) {
        $vm = $Simulated.State.vms[$described.Id]
        New-CimObject $Simulated $Namespace 'Msvm_ComputerSystem' ([ordered]@{
                Name = $described.Id.ToUpperInvariant(); ElementName = $described.Name; Caption = Get-Text 'VirtualMachine'
                EnabledState = Get-EnabledState $vm.state; RequestedState = [uint16]12; HealthState = Get-HealthState $vm.state
                OperationalStatus = [uint16[]]@(Get-GuestStatus $described); ProcessID = $vm.processId
                OnTimeInMilliseconds = Get-UptimeMilliseconds $Simulated $vm
            })
    }
}

# One for each guest that has a process.
function Get-ShutdownComponents([hashtable]$Simulated, [string]$Namespace) {
    foreach ($described in $Simulated.Description.VMs) {
        if ($Simulated.State.vms[$described.Id].state -notin $script:activeStates) { continue }
        $status = Get-ShutdownServiceStatus $Simulated $described.Id
        $id = $described.Id.ToUpperInvariant()
        New-CimObject $Simulated $Namespace 'Msvm_ShutdownComponent' ([ordered]@{
                SystemName = $id; SystemCreationClassName = 'Msvm_ComputerSystem'; CreationClassName = 'Msvm_ShutdownComponent'
                DeviceID = "Microsoft:$id\$script:shutdownTail"; ElementName = Get-Text 'Shutdown'
                EnabledState = if ($status -eq 'Disabled') { [uint16]3 } else { [uint16]2 }
                OperationalStatus = [uint16[]]@([int][VMIntegrationComponentOperationalStatus]$status)
            })
    }
}

function Get-SummaryInformation([hashtable]$Simulated, [string]$Namespace) {
    foreach ($described in $Simulated.Description.VMs) {
        $vm = $Simulated.State.vms[$described.Id]
        $active = $vm.state -in $script:activeStates
        New-CimObject $Simulated $Namespace 'Msvm_SummaryInformation' ([ordered]@{
                Name = $described.Id.ToUpperInvariant(); ElementName = $described.Name; EnabledState = Get-EnabledState $vm.state
                HealthState = Get-HealthState $vm.state; OperationalStatus = [uint16[]]@(Get-GuestStatus $described)
                Heartbeat = if (-not $active) { $null } elseif (Test-Booted $Simulated $described.Id) { [uint16]2 } else { [uint16]12 }
                UpTime = Get-UptimeMilliseconds $Simulated $vm; MemoryUsage = if ($active) { [uint64]$described.MemoryMb } else { $null }
                Notes = $described.Notes; NumberOfProcessors = [uint16]2
            })
    }
}

function Get-ConcreteJobs([hashtable]$Simulated, [string]$Namespace) {
    foreach ($job in $Simulated.State.jobs.Values) {
        $failed = $job.state -eq $script:jobException
        New-CimObject $Simulated $Namespace 'Msvm_ConcreteJob' ([ordered]@{
                InstanceID = $job.id; Name = $job.kind; JobState = [uint16]$job.state; PercentComplete = [uint16](Get-JobPercent $Simulated $job)
                ErrorCode = [uint16]$job.code; ErrorDescription = if ($failed) { Get-Text $job.text } else { '' }
                StartTime = (ConvertTo-HostTime $Simulated.State $job.began).ToLocalTime(); Cancellable = $false
            })
    }
}
