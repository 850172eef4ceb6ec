@{
    RootModule        = 'Hyper-V.psm1'
    ModuleVersion     = '2.0.0.0'
    GUID              = '5b0a9a5e-3d0c-4d5f-9a55-0d9a4c1f7c21'
    Author            = 'Lastwatt'
    Description       = 'A simulated Hyper-V, for machines without one.'
    PowerShellVersion = '5.1'
    FunctionsToExport = @(
        'Get-VM', 'Stop-VM', 'Save-VM', 'Start-VM', 'Suspend-VM', 'Resume-VM', 'Set-VM', 'Get-VMHost',
        'Get-VMIntegrationService', 'Get-VMHardDiskDrive', 'Get-VMSnapshot', 'Get-VMReplication', 'Get-VMProcessor',
        'Get-VMMemory', 'Get-VMAssignableDevice', 'Get-VMGpuPartitionAdapter', 'Get-VMNetworkAdapter', 'Invoke-Command'
    )
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
