# What all cmdlets of the module have in common: the troubles of a call, and which virtual machines it is about.

function Enter-HyperVCall([System.Management.Automation.PSCmdlet]$Cmdlet) {
    if (-not (Enter-Call $Cmdlet)) { return $false }
    $issue = Get-ConnectionIssue
    if ($issue) {
        Write-ConnectionError $Cmdlet $issue
        return $false
    }
    $true
}

# The identifiers of the virtual machines a call names, by name or by object. With a plain name all that bear it are
# meant, and none is an error; if one of the names is a pattern, all are, and none is silence.
function Get-TargetId {
    param([System.Management.Automation.PSCmdlet]$Cmdlet, [string[]]$Name, [object[]]$VM, [string]$NotFound = 'ObjectNotFound')
    if ($VM) { return Get-ObjectId $Cmdlet $VM }
    $described = $script:current.VMs
    if (Test-Pattern $Name) { return Get-PatternId $described $Name }
    foreach ($n in $Name) {
        $found = @(foreach ($d in $described) { if ([string]::Equals($d.Name, $n, 'OrdinalIgnoreCase')) { $d.Id } })
        if ($found) { $found }
        else { Write-NotFoundError $Cmdlet $NotFound (Get-NotFoundCategory $NotFound) (Get-Text 'NameNotFound' $n) $n }
    }
}

function Get-ObjectId([System.Management.Automation.PSCmdlet]$Cmdlet, [object[]]$VM) {
    $known = $script:current.ById
    foreach ($object in $VM) {
        $id = $object.Id -as [guid]
        if ($null -eq $id) { Write-ParameterError $Cmdlet (Get-Text 'NotAVirtualMachine') }
        elseif ($known.ContainsKey($id.ToString('D'))) { $id.ToString('D') }
        else { Write-NotFoundError $Cmdlet 'ObjectNotFound' 'ObjectNotFound' (Get-Text 'IdNotFound' $id) $id }
    }
}

function Test-Pattern([string[]]$Name) {
    foreach ($n in $Name) { if ($n.IndexOfAny('*?[]'.ToCharArray()) -ge 0) { return $true } }
    $false
}

function Get-PatternId([object[]]$Described, [string[]]$Name) {
    $patterns = @(foreach ($n in $Name) { [System.Management.Automation.WildcardPattern]::new($n, 'IgnoreCase') })
    foreach ($d in $Described) {
        foreach ($p in $patterns) {
            if ($p.IsMatch($d.Name)) {
                $d.Id
                break
            }
        }
    }
}

function Get-NotFoundCategory([string]$Id) {
    if ($Id -eq 'ObjectNotFound') { 'ObjectNotFound' } else { 'InvalidArgument' }
}
