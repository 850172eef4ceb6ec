# What belongs to a virtual machine: integration services, disks, checkpoints, replication, processor, memory, devices.

$script:services = @(
    @{ Tail = '6C09BB55-D683-4DA0-8931-C9BF705F6480'; Text = 'GuestService' }
    @{ Tail = '84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47'; Text = 'Heartbeat' }
    @{ Tail = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'; Text = 'KeyValuePair' }
    @{ Tail = '9F8233AC-BE49-4C79-8EE3-E7E1985B2077'; Text = 'Shutdown' }
    @{ Tail = '2497F4DE-E9FA-4204-80E4-4B75C46419C0'; Text = 'TimeSync' }
    @{ Tail = '5CED1297-4598-4915-A5FC-AD21BB4D02A4'; Text = 'Vss' }
)

function Get-VMIntegrationService {
    [CmdletBinding(DefaultParameterSetName = 'VMName')]
    param(
        [Parameter(ParameterSetName = 'VMName', Mandatory, Position = 0)][string[]]$VMName,
        [Parameter(ParameterSetName = 'VMObject', Mandatory, Position = 0, ValueFromPipeline)][ValidateNotNullOrEmpty()][object[]]$VM,
        [Parameter(Position = 1)][string[]]$Name
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-HyperVCall $PSCmdlet
    }
    process {
        if (-not $ready) { return }
        $targets = @(Get-TargetId $PSCmdlet $VMName $VM)
        if (-not $targets) { return }
        $found = Invoke-OnHost {
            param($simulated)
            foreach ($id in $targets) { New-IntegrationServices $simulated $id }
        }
        if ($Name) { Select-IntegrationService $PSCmdlet $found $Name } else { $found }
    }
    end { if ($ready) { Exit-Call } }
}

# The names are localized, so that whoever asks by an English one finds nothing on a Japanese host.
function Select-IntegrationService([System.Management.Automation.PSCmdlet]$Cmdlet, [object[]]$Found, [string[]]$Name) {
    foreach ($n in $Name) {
        $pattern = [System.Management.Automation.WildcardPattern]::new($n, 'IgnoreCase')
        $chosen = @(foreach ($service in $Found) { if ($pattern.IsMatch($service.Name)) { $service } })
        if ($chosen) { $chosen }
        elseif (-not (Test-Pattern $n)) { Write-NotFoundError $Cmdlet 'InvalidParameter' 'InvalidArgument' (Get-Text 'ServiceNotFound' $n) $n }
    }
}

function New-IntegrationServices([hashtable]$Simulated, [string]$Id) {
    $described = $Simulated.Description.ById[$Id]
    # A guest without a process has services, but no status of them.
    $active = $Simulated.State.vms[$Id].state -in $script:activeStates
    $others = if (Test-Booted $Simulated $Id) { 'Ok' } else { 'NoContact' }
    $shutdown = Get-ShutdownServiceStatus $Simulated $Id
    $texts = Get-TextTable
    foreach ($service in $script:services) {
        $status = if ($service.Text -eq 'Shutdown') { $shutdown } elseif ($service.Text -eq 'GuestService') { 'Disabled' } else { $others }
        $primary = if ($active) { $script:componentStatuses[$status] } else { $null }
        [pscustomobject]@{
            PSTypeName                 = 'Microsoft.HyperV.PowerShell.VMIntegrationComponent'
            Name                       = $texts[$service.Text]
            Id                         = 'Microsoft:{0}\{1}' -f $described.Id.ToUpperInvariant(), $service.Tail
            VMId                       = [guid]$described.Id
            VMName                     = $described.Name
            Enabled                    = $status -ne 'Disabled'
            OperationalStatus          = if ($active) { , $primary } else { @() }
            PrimaryOperationalStatus   = $primary
            SecondaryOperationalStatus = $null
            PrimaryStatusDescription   = if ($active) { [string]$texts["Service$status"] } else { '' }
            SecondaryStatusDescription = ''
        }
    }
}

# --- what only depends on the description
# What each of these cmdlets makes of the description of one virtual machine.
$script:details = @{
    'Get-VMHardDiskDrive'       = {
        param($described)
        [pscustomobject]@{
            PSTypeName = 'Microsoft.HyperV.PowerShell.HardDiskDrive'
            Name = 'Hard Drive'; VMId = [guid]$described.Id; VMName = $described.Name
            Id = 'Microsoft:{0}\0\0\L' -f $described.Id.ToUpperInvariant()
            Path = '{0}\Hyper-V\{1}\Virtual Hard Disks\{1}.vhdx' -f $described.Volume, $described.Name
            DiskNumber = $null; ControllerType = 'SCSI'; ControllerNumber = 0; ControllerLocation = 0
        }
    }
    'Get-VMSnapshot'            = {
        param($described)
        foreach ($snapshot in $described.Snapshots) {
            [pscustomobject]@{
                PSTypeName = 'Microsoft.HyperV.PowerShell.VMSnapshot'
                Name = [string]$snapshot; VMId = [guid]$described.Id; VMName = $described.Name
                SnapshotType = 'Standard'; IsAutomaticCheckpoint = $false
            }
        }
    }
    'Get-VMReplication'         = {
        param($described)
        if ($described.ReplicationMode -eq 'None') { return }
        [pscustomobject]@{
            PSTypeName = 'Microsoft.HyperV.PowerShell.VMReplication'
            VMId = [guid]$described.Id; VMName = $described.Name
            Mode = $script:replicationModes[$described.ReplicationMode]
            State = $script:replicationStates.Replicating; Health = $script:replicationHealths.Normal
        }
    }
    'Get-VMProcessor'           = {
        param($described)
        [pscustomobject]@{
            PSTypeName = 'Microsoft.HyperV.PowerShell.VMProcessor'
            VMId = [guid]$described.Id; VMName = $described.Name; Count = [long]2
            ExposeVirtualizationExtensions = $described.ExposeVirtualizationExtensions
        }
    }
    'Get-VMMemory'              = {
        param($described)
        $memory = [long]$described.MemoryMb * 1MB
        [pscustomobject]@{
            PSTypeName = 'Microsoft.HyperV.PowerShell.VMMemory'
            VMId = [guid]$described.Id; VMName = $described.Name; DynamicMemoryEnabled = $described.DynamicMemory
            Startup = $memory; Minimum = if ($described.DynamicMemory) { [long]512MB } else { $memory }; Maximum = $memory
        }
    }
    'Get-VMAssignableDevice'    = {
        param($described)
        for ($i = 0; $i -lt $described.AssignedDevices; $i++) {
            [pscustomobject]@{
                PSTypeName = 'Microsoft.HyperV.PowerShell.VMAssignedDevice'
                VMId = [guid]$described.Id; VMName = $described.Name; Name = 'PCI Express Port'
                LocationPath = 'PCIROOT(0)#PCI({0:X4})' -f (0x100 + $i)
            }
        }
    }
    'Get-VMGpuPartitionAdapter' = {
        param($described)
        for ($i = 0; $i -lt $described.GpuPartitions; $i++) {
            [pscustomobject]@{
                PSTypeName = 'Microsoft.HyperV.PowerShell.VMGpuPartitionAdapter'
                VMId = [guid]$described.Id; VMName = $described.Name; Name = 'GPU Partition'
                Id = 'Microsoft:{0}\{1}' -f $described.Id.ToUpperInvariant(), $i
            }
        }
    }
    'Get-VMNetworkAdapter'      = {
        param($described)
        # A guest tells its addresses; one that does not run tells nothing. Here it tells them as soon as it runs.
        $runs = (Invoke-OnHost { param($simulated) $simulated.State.vms[$described.Id].state }) -eq 'Running'
        [pscustomobject]@{
            PSTypeName = 'Microsoft.HyperV.PowerShell.VMNetworkAdapter'
            Name = 'Network Adapter'; VMId = [guid]$described.Id; VMName = $described.Name
            IPAddresses = [string[]]@(if ($runs) { $described.Addresses })
        }
    }
}

function Get-VMHardDiskDrive {
    [CmdletBinding(DefaultParameterSetName = 'VMName')]
    param(
        [Parameter(ParameterSetName = 'VMName', Mandatory, Position = 0)][string[]]$VMName,
        [Parameter(ParameterSetName = 'VMObject', Mandatory, Position = 0, ValueFromPipeline)][ValidateNotNullOrEmpty()][object[]]$VM
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-HyperVCall $PSCmdlet
        $make = $script:details[$PSCmdlet.MyInvocation.MyCommand.Name]
        $known = $script:current.ById
    }
    process {
        if (-not $ready) { return }
        foreach ($target in Get-TargetId $PSCmdlet $VMName $VM) { & $make $known[$target] }
    }
    end { if ($ready) { Exit-Call } }
}

${function:Get-VMSnapshot} = ${function:Get-VMHardDiskDrive}
${function:Get-VMReplication} = ${function:Get-VMHardDiskDrive}
${function:Get-VMProcessor} = ${function:Get-VMHardDiskDrive}
${function:Get-VMMemory} = ${function:Get-VMHardDiskDrive}
${function:Get-VMAssignableDevice} = ${function:Get-VMHardDiskDrive}
${function:Get-VMGpuPartitionAdapter} = ${function:Get-VMHardDiskDrive}
${function:Get-VMNetworkAdapter} = ${function:Get-VMHardDiskDrive}
