@{
    RootModule        = 'CimCmdlets.psm1'
    ModuleVersion     = '7.0.0.0'
    GUID              = '0c8f9b0e-1f0d-4a2c-8b62-71c5a9d2e0b4'
    Author            = 'Lastwatt'
    Description       = 'The CIM classes of a simulated Hyper-V host, for machines without one.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('Get-CimInstance', 'Invoke-CimMethod', 'Get-CimClass')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
