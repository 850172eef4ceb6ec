# Get-CimInstance, Invoke-CimMethod, Get-CimClass.

function Get-CimInstance {
    [CmdletBinding(DefaultParameterSetName = 'ClassName')]
    param(
        [Parameter(ParameterSetName = 'ClassName', Mandatory, Position = 0)][string]$ClassName,
        [Parameter(ParameterSetName = 'ClassName')][string]$Filter,
        [Parameter(ParameterSetName = 'ClassName')][string[]]$Property,
        [Parameter(ParameterSetName = 'ClassName')][switch]$KeyOnly,
        [Parameter(ParameterSetName = 'Query', Mandatory)][string]$Query,
        [Parameter(ParameterSetName = 'Query')][string]$QueryDialect,
        [Parameter(ParameterSetName = 'InputObject', Mandatory, Position = 0, ValueFromPipeline)][Alias('CimInstance')][object]$InputObject,
        [string]$Namespace = 'root/cimv2',
        [Alias('OT')][uint32]$OperationTimeoutSec
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-Call $PSCmdlet
    }
    process {
        if (-not $ready) { return }
        if ($InputObject) {
            Read-CimInstanceAgain $PSCmdlet $InputObject
            return
        }
        if ($Query) {
            $read = ConvertFrom-Wql $Query
            if (-not $read) {
                Write-CimError $PSCmdlet 'InvalidQuery' 0x80041017 'InvalidArgument' $Query
                return
            }
            $ClassName, $Filter = $read.Class, $read.Filter
        }
        Read-CimInstance $PSCmdlet (Format-Namespace $Namespace) $ClassName $Filter
    }
    end { if ($ready) { Exit-Call } }
}

function Read-CimInstance([System.Management.Automation.PSCmdlet]$Cmdlet, [string]$Namespace, [string]$Class, [string]$Filter) {
    $make = Resolve-CimClass $Cmdlet $Namespace $Class
    if (-not $make) { return }
    $test = $null
    if ($Filter) {
        $test = ConvertFrom-WqlFilter $Filter
        if (-not $test) {
            Write-CimError $Cmdlet 'InvalidQuery' 0x80041017 'InvalidArgument' $Filter
            return
        }
    }
    $instances = Invoke-OnHost {
        param($simulated)
        $kind = New-CimKind $simulated $Namespace $Class
        $kind.Guests = Select-Guest $simulated $Filter
        & $make $simulated $kind
    }
    if (-not $test) { return $instances }
    foreach ($instance in $instances) { if (& $test $instance) { $instance } }
}

# A given instance is read anew, by what identifies it.
function Read-CimInstanceAgain([System.Management.Automation.PSCmdlet]$Cmdlet, [object]$Instance) {
    $about = $Instance.CimSystemProperties
    $key = foreach ($name in 'InstanceID', 'SystemName', 'InstanceName', 'Handle', 'DeviceID', 'Name', 'CSName') {
        if ($Instance.PSObject.Properties[$name]) {
            $name
            break
        }
    }
    $found = @(foreach ($i in @(Read-CimInstance $Cmdlet $about.Namespace $about.ClassName '')) { if ($i.$key -eq $Instance.$key) { $i } })
    if ($found) { $found[0] }
    else { Write-CimError $Cmdlet 'NotFound' 0x80041002 'ObjectNotFound' ('{0}.{1}="{2}"' -f $about.ClassName, $key, $Instance.$key) }
}

function Invoke-CimMethod {
    [CmdletBinding(DefaultParameterSetName = 'CimInstance', SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, Position = 0, ValueFromPipeline)][Alias('CimInstance')][object]$InputObject,
        [Parameter(Mandatory, Position = 1)][Alias('Name')][string]$MethodName,
        [Parameter(Position = 2)][System.Collections.IDictionary]$Arguments = @{},
        [Alias('OT')][uint32]$OperationTimeoutSec
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
        $ready = Enter-Call $PSCmdlet
    }
    process {
        if (-not $ready) { return }
        $about = $InputObject.CimSystemProperties
        if (-not (Resolve-CimClass $PSCmdlet $about.Namespace $about.ClassName)) { return }
        $method = $script:methods['{0}.{1}' -f $about.ClassName, $MethodName]
        if (-not $method) {
            Write-CimError $PSCmdlet 'MethodNotFound' 0x80041055 'InvalidOperation' $MethodName
            return
        }
        $address = [string]$InputObject.($method.Key)
        if (-not $PSCmdlet.ShouldProcess($address, $MethodName)) { return }
        $answer = Invoke-OnHost {
            param($simulated)
            & $method.Function $simulated $address $Arguments
        }
        Exit-Call
        if ($answer) { [pscustomobject]$answer }
        else { Write-CimError $PSCmdlet 'NotFound' 0x80041002 'ObjectNotFound' $address }
    }
}

function Get-CimClass {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)][string]$ClassName = '*',
        [Parameter(Position = 1)][string]$Namespace = 'root/cimv2'
    )
    $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
    if (-not (Enter-Call $PSCmdlet)) { return }
    $space = Format-Namespace $Namespace
    if ($ClassName.Contains('*')) { $names = @($script:classes[$space].Keys | Where-Object { $_ -like $ClassName }) }
    elseif (Resolve-CimClass $PSCmdlet $space $ClassName) { $names = @($ClassName) }
    else { return }
    foreach ($name in $names) {
        [pscustomobject]@{ CimClassName = $name; CimSystemProperties = [pscustomobject]@{ Namespace = $space; ClassName = $name } }
    }
    Exit-Call
}
