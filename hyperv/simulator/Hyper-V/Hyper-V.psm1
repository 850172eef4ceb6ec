# A simulated Hyper-V: the cmdlets. The host behind them is in ../SimulatedHost.
# As in a compiled module, the strictness of whoever calls stays outside.
Set-StrictMode -Off
. (Join-Path (Split-Path -Parent $PSScriptRoot) 'SimulatedHost/All.ps1')
. (Join-Path $PSScriptRoot 'Calls.ps1')
. (Join-Path $PSScriptRoot 'VirtualMachine.ps1')
. (Join-Path $PSScriptRoot 'StateChange.ps1')
. (Join-Path $PSScriptRoot 'Settings.ps1')
. (Join-Path $PSScriptRoot 'Details.ps1')
. (Join-Path $PSScriptRoot 'Direct.ps1')
