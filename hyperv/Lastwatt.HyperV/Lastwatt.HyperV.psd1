@{
    RootModule           = 'Lastwatt.HyperV.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '0f5d9a6e-2f0b-4a0e-9d53-6f5f0f2a7c11'
    Author               = 'The Lastwatt authors'
    Description          = 'What Lastwatt asks of Hyper-V: guests, their states, stops and starts, automatic actions, events.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport    = @(
        'Get-LastwattHost',
        'Get-LastwattInventory',
        'Get-LastwattState',
        'Request-LastwattAction',
        'Get-LastwattAutomaticAction',
        'Set-LastwattAutomaticAction',
        'Get-LastwattEvent',
        'Get-LastwattBattery',
        'Invoke-LastwattGuestCommand',
        'Get-LastwattShutdownAgent',
        'Get-LastwattUsbDriver',
        'Get-LastwattAddress'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
}
