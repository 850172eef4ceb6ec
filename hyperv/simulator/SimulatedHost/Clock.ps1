# The host's time: seconds since its state began, "speed" of them in a second of ours.

function Get-HostSeconds([hashtable]$State) {
    $seconds = $State.anchorSeconds + ([datetime]::UtcNow.Ticks - $State.anchorReal) / 1e7 * $State.speed
    # A clock that was set back does not undo what has happened.
    [System.Math]::Max([double]$seconds, [double]$State.time)
}

function Set-HostSpeed([hashtable]$State, [double]$Now, [double]$Speed) {
    $State.anchorSeconds = $Now
    $State.anchorReal = [datetime]::UtcNow.Ticks
    $State.speed = $Speed
}

function ConvertTo-HostTime([hashtable]$State, [double]$Seconds) {
    [datetime]::new([long]($State.began + $Seconds * 1e7), 'Utc')
}

function Get-BootTime([hashtable]$Simulated) {
    if ($Simulated.Description.BootTime) { return ConvertTo-UtcTime $Simulated.Description.BootTime }
    ConvertTo-HostTime $Simulated.State $Simulated.State.bootSeconds
}
