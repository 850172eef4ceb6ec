@{
    RootModule        = 'Microsoft.PowerShell.Diagnostics.psm1'
    ModuleVersion     = '7.0.0.0'
    GUID              = '7d3c1c27-6f2e-4f0c-93a0-2c7e5d8b4f16'
    Author            = 'Lastwatt'
    Description       = 'The event logs of a simulated Hyper-V host, for machines without one.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Get-WinEvent')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
