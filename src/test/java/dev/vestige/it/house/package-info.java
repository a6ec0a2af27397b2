/// The rules of the house, checked on its classes and on its text. Read
/// [dev.vestige.it.house.HouseRulesTest] first.
@NullMarked
package dev.vestige.it.house;

import org.jspecify.annotations.NullMarked;
