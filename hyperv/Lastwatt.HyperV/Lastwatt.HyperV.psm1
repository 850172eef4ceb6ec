# What Lastwatt asks of Hyper-V. Every function returns plain objects of strings, numbers and booleans, so that they can be
# written as JSON in Windows PowerShell 5.1 and in PowerShell 7 alike; enumerations travel by their names.
#
# No strict mode: a property that an older Hyper-V does not have is to be empty, not an error.

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

$script:Namespace = 'root\virtualization\v2'
# The end of the id of the integration service that obeys a request to shut down. Its name is translated.
$script:ShutdownServiceTail = '9F8233AC-BE49-4C79-8EE3-E7E1985B2077'

foreach ($part in 'Errors', 'Cim', 'Details', 'Inventory', 'State', 'Action', 'Setting', 'Event', 'Battery', 'ShutdownAgent', 'Usb', 'Guest', 'Address') {
    . ([System.IO.Path]::Combine($PSScriptRoot, "$part.ps1"))
}
