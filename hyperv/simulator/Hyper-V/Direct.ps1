# PowerShell Direct: Invoke-Command with -VMId. The script block runs in this process, as it would in the guest; what a caller
# has around it is not seen there.

class PSDirectException : System.Exception {
    PSDirectException([string]$Message) : base($Message) {}
}

function Invoke-Command {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)][guid[]]$VMId,
        [Parameter(Mandatory)][pscredential]$Credential,
        [Parameter(Mandatory)][scriptblock]$ScriptBlock,
        [object[]]$ArgumentList = @()
    )
    $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
    if (-not (Enter-HyperVCall $PSCmdlet)) { return }
    foreach ($id in $VMId) {
        $described = $script:current.ById[$id.ToString('D')]
        $state = if ($described) { Invoke-OnHost { param($simulated) $simulated.State.vms[$described.id].state } }
        if ("$state" -ne 'Running') {
            $why = [System.ArgumentException]::new((Get-Text 'InvalidState'))
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($why, 'InvalidVMState', 'InvalidArgument', $id))
            continue
        }
        if ($described.faults -contains 'direct-hangs') { Wait-ForEver }
        $given = $Credential.GetNetworkCredential()
        if (-not $described.direct -or $Credential.UserName -ne $described.direct.user -or $given.Password -cne $described.direct.password) {
            $why = [PSDirectException]::new('The credential is invalid.')
            $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new($why, 'PSSessionStateBroken', 'OpenError', $described.name))
            continue
        }
        & ([scriptblock]::Create($ScriptBlock.ToString())) @ArgumentList
    }
    Exit-Call
}
