# Registers Lastwatt as a Windows service by way of Apache Commons Daemon (prunsrv.exe). Run it elevated.
# NOT PROVEN: nobody has run this on Windows yet. See docs/unproven.md.
[CmdletBinding(DefaultParameterSetName = 'Install')]
param(
    # prunsrv.exe of Apache Commons Daemon, 64 bit.
    [Parameter(Mandatory, ParameterSetName = 'Install')][string]$Prunsrv,
    # Folder of a JDK or JRE, 17 or newer.
    [Parameter(Mandatory, ParameterSetName = 'Install')][string]$Java,
    # Folder that holds quarkus-app and hyperv.
    [string]$Program = "$env:ProgramFiles\Lastwatt",
    [string]$Data = "$env:ProgramData\Lastwatt",
    [Parameter(Mandatory, ParameterSetName = 'Remove')][switch]$Remove
)

$ErrorActionPreference = 'Stop'
$name = 'Lastwatt'
$service = [System.IO.Path]::Combine($Program, 'prunsrv.exe')

# Runs a program of the system and stops at the first that fails.
function Invoke-Checked([string]$File, [string[]]$Arguments) {
    & $File @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$File ended with exit code $LASTEXITCODE" }
}

$identity = New-Object System.Security.Principal.WindowsPrincipal([System.Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $identity.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'Run this elevated.' }

if ($Remove) {
    Invoke-Checked $service @("//DS//$name")
    return
}

$jar = [System.IO.Path]::Combine($Program, 'quarkus-app', 'quarkus-run.jar')
$jvm = [System.IO.Path]::Combine($Java, 'bin', 'server', 'jvm.dll')
$module = [System.IO.Path]::Combine($Program, 'hyperv', 'Lastwatt.HyperV', 'Lastwatt.HyperV.psd1')
foreach ($file in $Prunsrv, $jar, $jvm, $module) {
    if (-not (Test-Path -LiteralPath $file)) { throw "There is no $file" }
}

# The data folder holds the secret: SYSTEM and Administrators, and nobody else.
foreach ($folder in $Data, "$Data\data", "$Data\log") {
    $null = New-Item -ItemType Directory -Force -Path $folder
}
Invoke-Checked "$env:SystemRoot\System32\icacls.exe" @($Data, '/inheritance:r', '/grant:r', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F')

Copy-Item -LiteralPath $Prunsrv -Destination $service -Force

# The program is run inside the service's own process; stop calls System.exit, which ends it in order.
Invoke-Checked $service @(
    "//IS//$name",
    '--DisplayName=Lastwatt',
    '--Description=Shuts guests and host down inside the runtime of the UPS.',
    "--Install=$service",
    '--Startup=auto',
    '--ServiceUser=LocalSystem',
    '--DependsOn=vmms;Winmgmt;EventLog',
    '--StartMode=jvm',
    '--StopMode=jvm',
    "--Jvm=$jvm",
    "--Classpath=$jar",
    '--StartClass=io.quarkus.bootstrap.runner.QuarkusEntryPoint',
    '--StartParams=serve',
    '--StopClass=java.lang.System',
    '--StopMethod=exit',
    '--StopTimeout=20',
    '--JvmMx=128',
    '--JvmOptions=-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
    "--StartPath=$Program",
    "--LogPath=$Data\log",
    '--LogPrefix=prunsrv',
    '--StdOutput=auto',
    '--StdError=auto'
)

$sc = "$env:SystemRoot\System32\sc.exe"
Invoke-Checked $sc @('config', $name, 'start=', 'delayed-auto')
# Restart after 2 s, 10 s and then each minute; count anew after a day. Also when it ends with an error code.
Invoke-Checked $sc @('failure', $name, 'reset=', '86400', 'actions=', 'restart/2000/restart/10000/restart/60000')
Invoke-Checked $sc @('failureflag', $name, '1')

Write-Output "Installed. Write $Data\lastwatt.properties, then: sc.exe start $name"
