# The CIM side of the simulated host. The host is in ../SimulatedHost, what it shows and can do is listed in Classes.ps1 and Methods.ps1.
# As in a compiled module, the strictness of whoever calls stays outside.
Set-StrictMode -Off
. (Join-Path (Split-Path -Parent $PSScriptRoot) 'SimulatedHost/All.ps1')
. (Join-Path $PSScriptRoot 'Query.ps1')
. (Join-Path $PSScriptRoot 'Virtualization.ps1')
. (Join-Path $PSScriptRoot 'Windows.ps1')
. (Join-Path $PSScriptRoot 'Classes.ps1')
. (Join-Path $PSScriptRoot 'Methods.ps1')
. (Join-Path $PSScriptRoot 'Cmdlets.ps1')
