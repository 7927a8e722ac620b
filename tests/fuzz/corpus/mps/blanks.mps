NAME          BLANKS
ROWS
 N  THE COST
 L  A ROW
COLUMNS
    ONE COL   THE COST           1.5   A ROW                2
    TWO       A ROW                3
RHS
    RHS       A ROW               12
BOUNDS
 UP BND       ONE COL              4
ENDATA
