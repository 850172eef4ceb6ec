# The event logs of the simulated host. The host is in ../SimulatedHost.
# As in a compiled module, the strictness of whoever calls stays outside.
Set-StrictMode -Off
. (Join-Path (Split-Path -Parent $PSScriptRoot) 'SimulatedHost/All.ps1')
. (Join-Path $PSScriptRoot 'Records.ps1')
. (Join-Path $PSScriptRoot 'GetWinEvent.ps1')
