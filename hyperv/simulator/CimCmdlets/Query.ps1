# WQL: the conditions of -Filter and the SELECT of -Query. A condition becomes a script block that tests one instance.

$script:wqlToken = [regex]::new("\G\s*(?:(?<text>'(?:[^'\\]|\\.)*'|`"(?:[^`"\\]|\\.)*`")|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_]\w*)|(?<sign><>|!=|<=|>=|=|<|>|\(|\)))")
$script:wqlSigns = @{ '=' = '-eq'; '<>' = '-ne'; '!=' = '-ne'; '<' = '-lt'; '>' = '-gt'; '<=' = '-le'; '>=' = '-ge'; '(' = '('; ')' = ')' }
$script:wqlWords = @{ and = '-and'; or = '-or'; not = '-not'; like = '-like'; 'null' = '$null'; 'true' = '$true'; 'false' = '$false'; is = '-eq' }
$script:compiledFilters = @{}
$script:filtersKept = 500

# A query for one guest by its key need not make the instances of all the others.
function Select-Guest([hashtable]$Simulated, [string]$Filter) {
    $key = [regex]::Match($Filter, "^\s*(?:System)?Name\s*=\s*'(?<id>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})'\s*$")
    if (-not $key.Success) { return , $Simulated.Description.VMs }
    , @(foreach ($described in $Simulated.Description.ById[$key.Groups['id'].Value.ToLowerInvariant()]) { if ($described) { $described } })
}

# $null: not a query.
function ConvertFrom-Wql([string]$Query) {
    $match = [regex]::Match($Query, '^\s*select\s+(?<what>\*|[\w\s,]+?)\s+from\s+(?<class>\w+)(?:\s+where\s+(?<where>.+))?\s*$', 'IgnoreCase, Singleline')
    if (-not $match.Success) { return $null }
    @{ Class = $match.Groups['class'].Value; Filter = $match.Groups['where'].Value }
}

# $null: not a condition.
function ConvertFrom-WqlFilter([string]$Filter) {
    if ($script:compiledFilters.ContainsKey($Filter)) { return $script:compiledFilters[$Filter] }
    if ($script:compiledFilters.Count -ge $script:filtersKept) { $script:compiledFilters.Clear() }
    $script:compiledFilters[$Filter] = New-WqlTest $Filter
    $script:compiledFilters[$Filter]
}

function New-WqlTest([string]$Filter) {
    $parts = [System.Collections.Generic.List[string]]::new()
    $at = 0
    $end = $Filter.TrimEnd().Length
    while ($at -lt $end) {
        $token = $script:wqlToken.Match($Filter, $at)
        if (-not $token.Success) { return $null }
        $parts.Add((ConvertFrom-WqlToken $token ($parts.Count -gt 0 -and $parts[-1 + $parts.Count] -eq '-like')))
        $at = $token.Index + $token.Length
    }
    # IS NOT NULL reads "-eq -not $null" by now.
    $text = ($parts -join ' ').Replace('-eq -not $null', '-ne $null')
    try { [scriptblock]::Create("param(`$row) $text") }
    catch [System.Management.Automation.ParseException] { $null }
}

function ConvertFrom-WqlToken([System.Text.RegularExpressions.Match]$Token, [bool]$Pattern) {
    $groups = $Token.Groups
    if ($groups['sign'].Success) { return $script:wqlSigns[$groups['sign'].Value] }
    if ($groups['number'].Success) { return $groups['number'].Value }
    if ($groups['word'].Success) {
        $word = $groups['word'].Value
        if ($script:wqlWords.ContainsKey($word)) { return $script:wqlWords[$word] }
        return '$row.' + $word
    }
    $text = [regex]::Replace($groups['text'].Value.Substring(1, $groups['text'].Value.Length - 2), '\\(.)', '$1')
    if ($Pattern) { $text = [System.Management.Automation.WildcardPattern]::Escape($text).Replace('%', '*').Replace('_', '?') }
    "'" + $text.Replace("'", "''") + "'"
}
