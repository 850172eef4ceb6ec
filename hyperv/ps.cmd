@rem Starts Windows PowerShell by its full path and without anybody to ask. jPowerShell has no option for either.
@"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NonInteractive %*
