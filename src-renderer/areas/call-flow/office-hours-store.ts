import { defineStore } from 'pinia'
import { ref } from 'vue'
import { usualOfficeHours, type OfficeHours } from '@shared/domain/call-flow/surprises'

/** When a hang-up is a surprise; as usual until the operator says otherwise. */
export const useOfficeHours = defineStore('officeHours', () => ({ hours: ref<OfficeHours>({ ...usualOfficeHours }) }))
