* a comment
NAME          TINY
ROWS
 N  COST
 L  LIM1
 G  LIM2
 E  MYEQN
 N  OTHER
COLUMNS
    X         COST                 1   LIM1                 1
    X         LIM2                 1
    Y         COST                 2   LIM1                 1
    Y         MYEQN               -1   OTHER                5
    Z         COST                -1   MYEQN                1
RHS
    RHS       LIM1                 4   LIM2                 1
    RHS       MYEQN                7   COST               -10
RANGES
    RNG       LIM1               2.5   MYEQN               -3
BOUNDS
 UP BND       X                    4
 LO BND       Y                   -1
 UP BND       Y                    1
 FR BND       Z
ENDATA
