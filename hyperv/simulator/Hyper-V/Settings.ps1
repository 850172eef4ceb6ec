# Set-VM, for the settings that matter at a stop and a start, and what the host says of itself.

function Set-VM {
    [CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess)]
    param(
        [Parameter(ParameterSetName = 'Name', Mandatory, Position = 0)][Alias('VMName')][string[]]$Name,
        [Parameter(ParameterSetName = 'VMObject', Mandatory, Position = 0, ValueFromPipeline)][ValidateNotNullOrEmpty()][object[]]$VM,
        [ValidateSet('Nothing', 'StartIfRunning', 'Start')][string]$AutomaticStartAction,
        [ValidateRange(0, [int]::MaxValue)][int]$AutomaticStartDelay,
        [ValidateSet('TurnOff', 'Save', 'ShutDown')][string]$AutomaticStopAction,
        [string]$Notes,
        [switch]$Passthru
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-HyperVCall $PSCmdlet
    }
    process {
        if (-not $ready) { return }
        foreach ($target in Get-TargetId $PSCmdlet $Name $VM) {
            if (-not $PSCmdlet.ShouldProcess($target)) { continue }
            if ($PSBoundParameters.ContainsKey('AutomaticStopAction') -and (Test-SettingsLocked $target)) {
                Write-OperationError $PSCmdlet 32775 (Get-Text 'InvalidState') $target
                continue
            }
            Set-VmSetting $target $PSBoundParameters
            if ($Passthru) { Read-VmObject $target }
        }
    }
    end { if ($ready) { Exit-Call } }
}

# Some versions of Hyper-V change the stop action of a guest only while it is off.
function Test-SettingsLocked([string]$Id) {
    if ($script:current.ById[$Id].Faults -notcontains 'settings-locked') { return $false }
    Invoke-OnHost {
        param($simulated)
        $simulated.State.vms[$Id].state -ne 'Off'
    }
}

function Set-VmSetting([string]$Id, [System.Collections.IDictionary]$Given) {
    Invoke-OnHost {
        param($simulated)
        foreach ($name in 'AutomaticStartAction', 'AutomaticStartDelay', 'AutomaticStopAction', 'Notes') {
            if ($Given.ContainsKey($name)) { $simulated.State.vms[$Id].settings[$name] = $Given[$name] }
        }
        $simulated.Changed = $true
    }
}

function Get-VMHost {
    [CmdletBinding()]
    param()
    $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
    if (-not (Enter-HyperVCall $PSCmdlet)) { return }
    [pscustomobject]@{
        PSTypeName                     = 'Microsoft.HyperV.PowerShell.VMHost'
        Name                           = $script:current.Name
        ComputerName                   = $script:current.Name
        FullyQualifiedDomainName       = 'example.internal'
        LogicalProcessorCount          = 16
        MemoryCapacity                 = $script:current.MemoryBytes
        MaximumStorageMigrations       = [uint32]2
        MaximumVirtualMachineMigrations = [uint32]2
        VirtualMachineMigrationEnabled = $false
        VirtualMachinePath             = 'C:\Hyper-V'
        VirtualHardDiskPath            = 'C:\Hyper-V\Virtual Hard Disks'
        NumaSpanningEnabled            = $true
        SupportedVmVersions            = @('8.0', '9.0', '10.0')
    }
    Exit-Call
}
