# Which driver Windows has given each device of these vendors, and what Windows makes of it.

function Get-LastwattUsbDriver {
    [CmdletBinding()]
    param(
        # Vendor numbers as four hexadecimal digits.
        [Parameter(Mandatory)][ValidatePattern('^[0-9a-fA-F]{4}$')][string[]]$Vendor
    )
    $limit = Get-CimLimit 'Get-CimInstance'
    $condition = @(foreach ($v in $Vendor) { foreach ($bus in 'USB', 'HID') { "DeviceID LIKE '$bus\\VID_$v%'" } }) -join ' OR '
    foreach ($device in @(CimCmdlets\Get-CimInstance -ClassName Win32_PnPEntity -Filter $condition @limit)) {
        [pscustomobject]@{
            id        = ConvertTo-Bounded $device.DeviceID
            name      = ConvertTo-Bounded $device.Name
            service   = ConvertTo-Bounded $device.Service
            class     = ConvertTo-Bounded $device.PNPClass
            maker     = ConvertTo-Bounded $device.Manufacturer
            errorCode = ConvertTo-Whole $device.ConfigManagerErrorCode
        }
    }
}
