package com.example.calc;

import com.example.calc.Number;
import com.example.other.Unit;

interface ICalc {
    Number add(in Number a, in Number b, in Unit unit);
}
