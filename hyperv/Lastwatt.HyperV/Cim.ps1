# Reading and asking through CIM: numbers instead of translated texts, no questions, and no blocking until a job ends.

# A guest that hangs must not hold the session: no single CIM call waits longer than this.
$script:cimSeconds = 5
$script:cimLimits = $null

function Get-CimLimit([string]$Command) {
    if ($null -eq $script:cimLimits) {
        $script:cimLimits = @{}
        foreach ($name in 'Get-CimInstance', 'Invoke-CimMethod') {
            $script:cimLimits[$name] = @{}
            if ((Get-Command -Name "CimCmdlets\$name").Parameters.ContainsKey('OperationTimeoutSec')) {
                $script:cimLimits[$name] = @{ OperationTimeoutSec = $script:cimSeconds }
            }
        }
    }
    $script:cimLimits[$Command]
}

function Get-VirtualizationInstance([string]$ClassName, [string]$Filter) {
    $limit = Get-CimLimit 'Get-CimInstance'
    if ($Filter) {
        CimCmdlets\Get-CimInstance -Namespace $script:Namespace -ClassName $ClassName -Filter $Filter @limit
    } else {
        CimCmdlets\Get-CimInstance -Namespace $script:Namespace -ClassName $ClassName @limit
    }
}

function Invoke-VirtualizationMethod([object]$Instance, [string]$Method, [hashtable]$Arguments) {
    $limit = Get-CimLimit 'Invoke-CimMethod'
    CimCmdlets\Invoke-CimMethod -InputObject $Instance -MethodName $Method -Arguments $Arguments @limit
}

# The GUID as the classes of the virtualization namespace have it.
function Get-CimGuid([guid]$Id) {
    $Id.ToString('D').ToUpperInvariant()
}

# How a job stands: state 7 and 32768 are success, 8 to 10 are failures. Nothing if it is no longer known.
function Get-JobOutcome([string]$InstanceId) {
    $quoted = $InstanceId.Replace('\', '\\').Replace("'", "\'")
    $job = @(Get-VirtualizationInstance 'Msvm_ConcreteJob' "InstanceID='$quoted'")
    if ($job.Count -eq 0) { return }
    [pscustomobject]@{
        instanceId = $InstanceId
        state      = [int]$job[0].JobState
        errorCode  = [int64]$(if ($null -ne $job[0].ErrorCode) { $job[0].ErrorCode } else { 0 })
    }
}
