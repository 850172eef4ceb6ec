# powercfg.exe: what the power plan in force says of the battery. The host is in ../SimulatedHost.
# As in a program, the strictness of whoever calls stays outside.
Set-StrictMode -Off
. (Join-Path (Split-Path -Parent $PSScriptRoot) 'SimulatedHost/All.ps1')

$script:planSettings = @(
    @{ Guid = '637ea02f-bbcb-4015-8e2c-a1c7b9c0b546'; Alias = 'BATACTIONCRIT'; Key = 'criticalAction' }
    @{ Guid = '8183ba9a-e910-48da-8769-14ae6dc1170a'; Alias = 'BATLEVELLOW'; Key = 'lowLevel' }
    @{ Guid = '9a66d8d7-4ff7-4ef9-b5a2-5a326ca2a469'; Alias = 'BATLEVELCRIT'; Key = 'criticalLevel' }
    @{ Guid = 'd8742dcb-3e6a-4b3c-b3fe-374623cdcf06'; Alias = 'BATACTIONLOW'; Key = 'lowAction' }
)
$script:planActions = @{ en = 'Do nothing', 'Sleep', 'Hibernate', 'Shut down'; ja = '何もしない', 'スリープ状態', '休止状態', 'シャットダウン' }
$script:planTexts = @{
    en = @{ Scheme = 'Power Scheme GUID'; Group = 'Subgroup GUID'; Setting = 'Power Setting GUID'; Alias = 'GUID Alias'; Index = 'Possible Setting Index'
        Name = 'Possible Setting Friendly Name'; Max = 'Maximum Possible Setting'; Ac = 'Current AC Power Setting Index'; Dc = 'Current DC Power Setting Index'
    }
    ja = @{ Scheme = '電源設定の GUID'; Group = 'サブグループの GUID'; Setting = '電源設定の GUID'; Alias = 'GUID エイリアス'; Index = '利用可能な設定のインデックス'
        Name = '利用可能な設定のフレンドリ名'; Max = '利用可能な設定の最大値'; Ac = '現在の AC 電源設定のインデックス'; Dc = '現在の DC 電源設定のインデックス'
    }
}

function powercfg.exe {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string]$Verb, [Parameter(ValueFromRemainingArguments)][string[]]$Rest)
    $ErrorActionPreference, $WarningPreference, $ProgressPreference = Get-CallerPreference $PSCmdlet
    $global:LASTEXITCODE = 1
    if (-not (Enter-Call $PSCmdlet)) { return }
    $known = $Verb -in '/q', '/qh', '/query', '-q', '-qh', '-query' -and ($Rest -join ' ') -eq 'SCHEME_CURRENT SUB_BATTERY'
    if ($known -and $script:current.Faults -notcontains 'powercfg-fails') {
        Write-Plan $(if ($script:current.Language -eq 'ja') { 'ja' } else { 'en' })
        $global:LASTEXITCODE = 0
    }
    Exit-Call
}

function Write-Plan([string]$Language) {
    $text = $script:planTexts[$Language]
    "$($text.Scheme): 381b4222-f694-41f0-9685-ff5bb260df2e  (Balanced)"
    "  $($text.Alias): SCHEME_BALANCED"
    "  $($text.Group): e73a048d-bf27-4f12-9731-8b2076e8891f  (Battery)"
    "    $($text.Alias): SUB_BATTERY"
    foreach ($setting in $script:planSettings) {
        "    $($text.Setting): $($setting.Guid)  ($($setting.Alias))"
        "      $($text.Alias): $($setting.Alias)"
        if ($setting.Key -like '*Action') {
            foreach ($index in 0..3) {
                '      {0}: {1:d3}' -f $text.Index, $index
                '      {0}: {1}' -f $text.Name, $script:planActions[$Language][$index]
            }
        }
        else { '      {0}: 0x00000064' -f $text.Max }
        '    {0}: 0x{1:x8}' -f $text.Ac, 0
        '    {0}: 0x{1:x8}' -f $text.Dc, [int]$script:current.powerPlan[$setting.Key]
        ''
    }
}
