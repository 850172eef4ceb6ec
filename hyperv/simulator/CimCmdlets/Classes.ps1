# The classes there are, and the function that makes the instances of each.

$script:virtualization = 'root/virtualization/v2'
$script:classes = @{
    'root/virtualization/v2' = @{
        Msvm_ComputerSystem     = ${function:Get-ComputerSystems}
        Msvm_ShutdownComponent  = ${function:Get-ShutdownComponents}
        Msvm_SummaryInformation = ${function:Get-SummaryInformation}
        Msvm_ConcreteJob        = ${function:Get-ConcreteJobs}
    }
    'root/cimv2'             = @{
        Win32_Battery         = ${function:Get-Batteries}
        Win32_OperatingSystem = ${function:Get-OperatingSystem}
        Win32_LogicalDisk     = ${function:Get-LogicalDisks}
        Win32_Volume          = ${function:Get-Volumes}
        Win32_Service         = ${function:Get-Services}
        Win32_Process         = ${function:Get-Processes}
        Win32_PnPEntity       = ${function:Get-Devices}
    }
    'root/wmi'               = @{
        BatteryStatus              = ${function:Get-BatteryStatus}
        BatteryRuntime             = ${function:Get-BatteryRuntime}
        BatteryFullChargedCapacity = ${function:Get-BatteryCapacity}
    }
}

function Format-Namespace([string]$Namespace) { $Namespace.Replace('\', '/').Trim('/').ToLowerInvariant() }

# The function that makes the instances, or nothing, after saying why not.
function Resolve-CimClass([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Namespace, [string]$Class) {
    $target = '{0}:{1}' -f $Namespace, $Class
    if ($Namespace -eq $script:virtualization) {
        $issue = Get-ConnectionIssue
        if ($issue) {
            Write-CimConnectionError $Cmdlet $issue $target
            return
        }
    }
    if (-not $script:classes.ContainsKey($Namespace)) { Write-CimError $Cmdlet 'InvalidNamespace' 0x8004100E 'MetadataError' $target }
    elseif (-not $script:classes[$Namespace].ContainsKey($Class)) { Write-CimError $Cmdlet 'InvalidClass' 0x80041010 'ObjectNotFound' $target }
    elseif ($Namespace -eq 'root/wmi' -and -not $script:current.Battery) {
        # No driver offers these classes where there is no battery.
        Write-CimError $Cmdlet 'NotSupported' 0x8004100C 'NotImplemented' $target
    }
    else { $script:classes[$Namespace][$Class] }
}
