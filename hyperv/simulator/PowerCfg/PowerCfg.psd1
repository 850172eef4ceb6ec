@{
    RootModule        = 'PowerCfg.psm1'
    ModuleVersion     = '1.0.0.0'
    GUID              = '5f0b8f0a-51a7-4d0e-9f0c-6b8f5d7f3a21'
    Author            = 'Lastwatt'
    Description       = 'powercfg.exe of a simulated Hyper-V host, for machines without one.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @('powercfg.exe')
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
