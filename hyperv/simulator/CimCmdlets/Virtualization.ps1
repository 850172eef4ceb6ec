# root\virtualization\v2: the guests as the management service shows them.

$script:shutdownTail = '9F8233AC-BE49-4C79-8EE3-E7E1985B2077'
$script:backingUp = [uint16]32776

# What all instances of a class share. Guests: those a query may be about.
function New-CimKind([hashtable]$Simulated, [string]$Namespace, [string]$Class) {
    @{
        Type   = "Microsoft.Management.Infrastructure.CimInstance#$Namespace/$Class"
        Class  = [pscustomobject]@{ CimClassName = $Class }
        System = [pscustomobject]@{ Namespace = $Namespace; ServerName = $Simulated.Description.Name; ClassName = $Class }
    }
}

function New-CimObject([hashtable]$Kind, [System.Collections.Specialized.OrderedDictionary]$Values) {
    $Values.Add('PSTypeName', $Kind.Type)
    $Values.Add('CimClass', $Kind.Class)
    $Values.Add('CimSystemProperties', $Kind.System)
    [pscustomobject]$Values
}

# The critical variants are the plain state together with a bad health.
function Get-EnabledState([string]$State) {
    [uint16][int]$script:vmStates[$State.Replace('Critical', '')]
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

function Get-ComputerSystems([hashtable]$Simulated, [hashtable]$Kind) {
    New-CimObject $Kind ([ordered]@{
            Name = $Simulated.Description.Name; ElementName = $Simulated.Description.Name; Caption = Get-Text 'HostingSystem'
            EnabledState = [uint16]2; HealthState = [uint16]5; OperationalStatus = [uint16[]]@(2); ProcessID = $null
        })
    $texts = Get-TextTable
    foreach ($described in $Kind.Guests) {
        $vm = $Simulated.State.vms[$described.Id]
        New-CimObject $Kind ([ordered]@{
                Name = $described.Id.ToUpperInvariant(); ElementName = $described.Name; Caption = $texts.VirtualMachine
                EnabledState = Get-EnabledState $vm.state; RequestedState = [uint16]12; HealthState = Get-HealthState $vm.state
                OperationalStatus = [uint16[]]@(Get-GuestStatus $described); ProcessID = $vm.processId
                OnTimeInMilliseconds = Get-UptimeMilliseconds $Simulated $vm
            })
    }
}

# One for each guest that has a process. Without calls of functions: whoever is about to stop guests asks for all of these.
function Get-ShutdownComponents([hashtable]$Simulated, [hashtable]$Kind) {
    $texts = Get-TextTable
    foreach ($described in $Kind.Guests) {
        $vm = $Simulated.State.vms[$described.Id]
        if ($vm.state -notin $script:activeStates) { continue }
        $status = $described.ShutdownService
        if ($status -ne 'Disabled' -and ($vm.bootedAt -gt $Simulated.Now -or $described.Faults -contains 'boot-fails')) { $status = 'NoContact' }
        $id = $described.Id.ToUpperInvariant()
        [pscustomobject]@{
            PSTypeName = $Kind.Type; SystemName = $id; SystemCreationClassName = 'Msvm_ComputerSystem'; CreationClassName = 'Msvm_ShutdownComponent'
            DeviceID = "Microsoft:$id\$script:shutdownTail"; ElementName = $texts.Shutdown
            EnabledState = if ($status -eq 'Disabled') { [uint16]3 } else { [uint16]2 }
            OperationalStatus = [uint16[]]@([int]$script:componentStatuses[$status])
            CimClass = $Kind.Class; CimSystemProperties = $Kind.System
        }
    }
}

function Get-SummaryInformation([hashtable]$Simulated, [hashtable]$Kind) {
    foreach ($described in $Kind.Guests) {
        $vm = $Simulated.State.vms[$described.Id]
        $active = $vm.state -in $script:activeStates
        New-CimObject $Kind ([ordered]@{
                Name = $described.Id.ToUpperInvariant(); ElementName = $described.Name; EnabledState = Get-EnabledState $vm.state
                HealthState = Get-HealthState $vm.state; OperationalStatus = [uint16[]]@(Get-GuestStatus $described)
                Heartbeat = if (-not $active) { $null } elseif (Test-Booted $Simulated $described.Id) { [uint16]2 } else { [uint16]12 }
                UpTime = Get-UptimeMilliseconds $Simulated $vm; MemoryUsage = if ($active) { [uint64]$described.MemoryMb } else { $null }
                Notes = $described.Notes; NumberOfProcessors = [uint16]2
            })
    }
}

function Get-ConcreteJobs([hashtable]$Simulated, [hashtable]$Kind) {
    foreach ($job in $Simulated.State.jobs.Values) {
        $failed = $job.state -eq $script:jobException
        New-CimObject $Kind ([ordered]@{
                InstanceID = $job.id; Name = $job.kind; JobState = [uint16]$job.state; PercentComplete = [uint16](Get-JobPercent $Simulated $job)
                ErrorCode = [uint16]$job.code; ErrorDescription = if ($failed) { Get-Text $job.text } else { '' }
                StartTime = (ConvertTo-HostTime $Simulated.State $job.began).ToLocalTime(); Cancellable = $false
            })
    }
}
