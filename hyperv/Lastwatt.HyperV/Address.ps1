# The addresses of the guests, as far as they tell: those that run, by their integration services.
function Get-LastwattAddress {
    [CmdletBinding()]
    param()
    $vms = @(Hyper-V\Get-VM)
    if ($vms.Count -eq 0) { return }
    foreach ($adapter in @(Hyper-V\Get-VMNetworkAdapter -VM $vms)) {
        $addresses = @(foreach ($address in @($adapter.IPAddresses)) { if ($address) { ConvertTo-Bounded $address 60 } })
        if ($addresses.Count) { [pscustomobject]@{ id = ([guid]$adapter.VMId).ToString('D'); addresses = $addresses } }
    }
}
