# The UPS on this host's own USB port, as Windows' battery driver shows it: nothing has to be installed for it.
#
# root\wmi knows best, but each of its classes may be an error where a battery has no such value; root\cimv2 always answers. What
# belongs together is joined by InstanceName; names of the two sides differ, so they are joined only where there is one of each.

function Get-BatteryInstance([string]$Namespace, [string]$ClassName) {
    $limit = Get-CimLimit 'Get-CimInstance'
    try {
        @(CimCmdlets\Get-CimInstance -Namespace $Namespace -ClassName $ClassName @limit)
    } catch {
        if (Test-Denied $_) { throw }
        @()
    }
}

# A number of any width, which JSON is to carry as it is; nothing where there is none.
function ConvertTo-Whole([object]$Value) {
    if ($null -ne $Value) { [int64]$Value }
}

# One value of the instance with that name.
function Get-Joined([object[]]$Instances, [string]$Name, [string]$Property) {
    foreach ($instance in $Instances) {
        if ("$($instance.InstanceName)" -eq $Name) { return ConvertTo-Whole $instance.$Property }
    }
}

function Get-LastwattBattery {
    [CmdletBinding()]
    param()
    $plain = @(Get-BatteryInstance 'root\cimv2' 'Win32_Battery')
    $states = @(Get-BatteryInstance 'root\wmi' 'BatteryStatus')
    if ($states.Count -eq 0) {
        return [pscustomobject]@{
            batteries = @(foreach ($battery in $plain) {
                    [pscustomobject]@{
                        name    = ConvertTo-Bounded $battery.Name
                        status  = ConvertTo-Whole $battery.BatteryStatus
                        charge  = ConvertTo-Whole $battery.EstimatedChargeRemaining
                        minutes = ConvertTo-Whole $battery.EstimatedRunTime
                    }
                })
        }
    }
    $runtimes = @(Get-BatteryInstance 'root\wmi' 'BatteryRuntime')
    $capacities = @(Get-BatteryInstance 'root\wmi' 'BatteryFullChargedCapacity')
    $same = if ($states.Count -eq 1 -and $plain.Count -eq 1) { $plain[0] } else { $null }
    [pscustomobject]@{
        batteries = @(foreach ($state in $states) {
                $name = "$($state.InstanceName)"
                [pscustomobject]@{
                    name        = ConvertTo-Bounded $(if ($null -ne $same) { $same.Name } else { $name })
                    powerOnline = [bool]$state.PowerOnline
                    discharging = [bool]$state.Discharging
                    charging    = [bool]$state.Charging
                    critical    = [bool]$state.Critical
                    remaining   = ConvertTo-Whole $state.RemainingCapacity
                    full        = Get-Joined $capacities $name 'FullChargedCapacity'
                    seconds     = Get-Joined $runtimes $name 'EstimatedRuntime'
                    milliVolts  = ConvertTo-Whole $state.Voltage
                    charge      = $(if ($null -ne $same) { ConvertTo-Whole $same.EstimatedChargeRemaining })
                    minutes     = $(if ($null -ne $same) { ConvertTo-Whole $same.EstimatedRunTime })
                }
            })
    }
}
